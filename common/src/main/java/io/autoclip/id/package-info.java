/**
 * Names that cannot be guessed.
 */
@NullMarked
package io.autoclip.id;

import org.jspecify.annotations.NullMarked;
