package io.autoclip.api.problem;

/**
 * Refuses the request at hand. The message is for the person who sent it.
 */
public class ProblemException extends RuntimeException {

	private final ProblemCode code;

	/**
	 * Refuses in the words of the code.
	 * @param code why
	 */
	public ProblemException(ProblemCode code) {
		this(code, code.meaning());
	}

	/**
	 * Refuses in words of its own.
	 * @param code why
	 * @param detail what is wrong with this request, for a person
	 */
	public ProblemException(ProblemCode code, String detail) {
		super(detail);
		this.code = code;
	}

	/**
	 * Returns why.
	 * @return the code
	 */
	public ProblemCode code() {
		return this.code;
	}

}
