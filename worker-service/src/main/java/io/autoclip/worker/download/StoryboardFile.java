package io.autoclip.worker.download;

import java.nio.file.Path;

import io.autoclip.video.Storyboard;

/**
 * A storyboard that was made of what was fetched.
 *
 * @param path the sheet, a JPEG
 * @param tiles its numbers
 */
public record StoryboardFile(Path path, Storyboard.Tiles tiles) {

}
