package io.autoclip.worker.egress;

/**
 * What the proxy has counted for one attempt.
 *
 * @param instance the proxy's process: counts of another instance know nothing of what
 * went through this one
 * @param bytes bytes received from origins: the content of plain responses, and all that
 * comes out of tunnels
 * @param connections connections made to origins
 */
public record EgressAccount(String instance, long bytes, long connections) {
}
