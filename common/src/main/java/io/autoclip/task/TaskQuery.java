package io.autoclip.task;

import org.jspecify.annotations.Nullable;

/**
 * Which tasks to list, newest first.
 *
 * @param status only those in this status; all if absent
 * @param before only those accepted before this position; from the newest on if absent
 * @param limit how many at the most
 */
public record TaskQuery(@Nullable TaskStatus status, @Nullable Long before, int limit) {

}
