package io.autoclip.video;

/**
 * One object of a video.
 *
 * @param name its name below the video's prefix
 * @param contentType its media type
 * @param size bytes
 * @param sha256 the SHA-256 of its bytes, in lower-case hexadecimal; empty where a record
 * in Redis had no room for that of a file beside the media
 */
public record StoredFile(String name, String contentType, long size, String sha256) {

}
