/**
 * Looks at media and makes pictures of it, by ffprobe and ffmpeg.
 */
@NullMarked
package io.autoclip.worker.media;

import org.jspecify.annotations.NullMarked;
