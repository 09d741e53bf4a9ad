package io.autoclip.api.task;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of tasks.
 *
 * @param items tasks, in the order that was asked for
 * @param nextCursor the cursor of the page after this one; absent on the last, and there
 * may be one after a short page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskPage(List<TaskResponse> items, @Nullable String nextCursor) {

}
