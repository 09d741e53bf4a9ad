package io.autoclip.storage;

import java.net.URI;
import java.time.Instant;

/**
 * A link that lets whoever has it read one object for a while. Treat it as a secret: it
 * is not logged and not cached.
 *
 * @param url the link
 * @param expiresAt when it stops working
 */
public record PresignedLink(URI url, Instant expiresAt) {

}
