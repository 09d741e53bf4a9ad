/**
 * What links lead to, before anything of it is downloaded.
 */
@NullMarked
package io.autoclip.preview;

import org.jspecify.annotations.NullMarked;
