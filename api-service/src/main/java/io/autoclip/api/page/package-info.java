/**
 * What a person looks at.
 */
@NullMarked
package io.autoclip.api.page;

import org.jspecify.annotations.NullMarked;
