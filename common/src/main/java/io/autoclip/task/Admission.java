package io.autoclip.task;

/**
 * Leave for one task to run now. The number grows with every admission of the task, so
 * that an old message never starts anything.
 *
 * @param task the task
 * @param number the number of this admission
 */
public record Admission(TaskId task, long number) {

}
