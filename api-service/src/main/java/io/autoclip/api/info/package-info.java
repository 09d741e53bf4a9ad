/**
 * What runs here, and within which limits.
 */
@NullMarked
package io.autoclip.api.info;

import org.jspecify.annotations.NullMarked;
