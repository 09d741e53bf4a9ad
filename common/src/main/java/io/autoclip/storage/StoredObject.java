package io.autoclip.storage;

import java.time.Instant;

/**
 * What the storage knows of an object.
 *
 * @param key its key
 * @param size bytes
 * @param lastModified when it was written, by the storage's clock
 */
public record StoredObject(String key, long size, Instant lastModified) {

}
