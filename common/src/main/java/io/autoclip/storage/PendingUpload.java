package io.autoclip.storage;

import java.time.Instant;

/**
 * A multipart upload that was begun and neither completed nor aborted.
 *
 * @param key the key that the object would have
 * @param uploadId the storage's name of the upload
 * @param initiated when it was begun, by the storage's clock
 */
public record PendingUpload(String key, String uploadId, Instant initiated) {

}
