/**
 * Downloads by yt-dlp, in a warm Python process that forks a child for each task.
 */
@NullMarked
package io.autoclip.worker.ytdlp;

import org.jspecify.annotations.NullMarked;
