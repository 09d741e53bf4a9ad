/**
 * Clips, the parts of a video, and the scenes that it may be cut by.
 */
@NullMarked
package io.autoclip.clip;

import org.jspecify.annotations.NullMarked;
