package io.autoclip.task;

/**
 * The owner holds as much of the library as {@link io.autoclip.admission.QuotaSettings}
 * allows. Nothing has changed.
 */
public class QuotaExceededException extends TooManyTasksException {

	QuotaExceededException() {
		super("The owner holds as much of the library as he may");
	}

}
