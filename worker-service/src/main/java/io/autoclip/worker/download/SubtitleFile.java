package io.autoclip.worker.download;

import java.nio.file.Path;

/**
 * Subtitles that were fetched, as WebVTT of our own making.
 *
 * @param language the BCP 47 tag that was asked for
 * @param automatic whether a machine wrote them
 * @param path the file
 */
public record SubtitleFile(String language, boolean automatic, Path path) {

}
