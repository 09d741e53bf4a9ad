package io.autoclip.task;

/**
 * Why an attempt failed, as a person may read it: never raw output of a tool, a stack
 * trace or an inner address.
 *
 * @param code the stable code
 * @param detail a sentence for a person
 */
public record TaskFailure(FailureCode code, String detail) {

	/**
	 * A failure in the words of its code.
	 * @param code the code
	 * @return the failure
	 */
	public static TaskFailure of(FailureCode code) {
		return new TaskFailure(code, code.sentence());
	}

}
