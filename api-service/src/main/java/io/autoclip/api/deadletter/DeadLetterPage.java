package io.autoclip.api.deadletter;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of dead letters.
 *
 * @param items letters, newest first
 * @param nextCursor the cursor of the page after this one; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetterPage(List<DeadLetterResponse> items, @Nullable String nextCursor) {

}
