package io.autoclip.api.task;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * How far a retry of many tasks has come.
 *
 * @param retried how many tasks were started anew
 * @param more whether there may be more: ask again
 */
@Schema(description = "How many tasks were started anew, and whether there may be more.")
record RetryResponse(int retried, boolean more) {

}
