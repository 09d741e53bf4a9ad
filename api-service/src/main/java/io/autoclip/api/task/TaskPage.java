package io.autoclip.api.task;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of tasks.
 *
 * @param items tasks, newest first
 * @param nextCursor the cursor of the page after this one; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskPage(List<TaskResponse> items, @Nullable String nextCursor) {

}
