/**
 * The video: the stored result of a download.
 */
@NullMarked
package io.autoclip.video;

import org.jspecify.annotations.NullMarked;
