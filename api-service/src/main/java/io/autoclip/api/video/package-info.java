/**
 * The library, and signed links to what lies in it.
 */
@NullMarked
package io.autoclip.api.video;

import org.jspecify.annotations.NullMarked;
