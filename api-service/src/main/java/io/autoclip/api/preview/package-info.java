/**
 * Tells what links lead to, before anything of it is downloaded.
 */
@NullMarked
package io.autoclip.api.preview;

import org.jspecify.annotations.NullMarked;
