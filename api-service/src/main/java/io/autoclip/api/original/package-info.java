/**
 * The addresses of the original AutoClip, for its clients.
 */
@NullMarked
package io.autoclip.api.original;

import org.jspecify.annotations.NullMarked;
