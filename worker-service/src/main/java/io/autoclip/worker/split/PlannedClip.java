package io.autoclip.worker.split;

/**
 * A clip that is to be cut.
 *
 * @param name what it will be called
 * @param start seconds of the video
 * @param end seconds of the video; it may lie past the end
 */
public record PlannedClip(String name, double start, double end) {

}
