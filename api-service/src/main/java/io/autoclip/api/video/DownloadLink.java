package io.autoclip.api.video;

import java.time.Instant;

import io.autoclip.api.http.UtcMillis;

/**
 * A signed link. Whoever has it can read the file until it expires.
 *
 * @param url the link
 * @param expiresAt when it stops working
 */
public record DownloadLink(String url, @UtcMillis Instant expiresAt) {

}
