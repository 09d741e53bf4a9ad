package io.autoclip.api.problem;

/**
 * The body of every refusal, as RFC 9457 has it ({@code application/problem+json}).
 *
 * @param type where the documentation tells about the code: an absolute path at the host
 * that was asked
 * @param title the code in a few words
 * @param status the HTTP status
 * @param detail what is wrong with this request, for a person
 * @param instance the path that was asked for
 * @param code the stable code, for programs
 */
public record Problem(String type, String title, int status, String detail, String instance, ProblemCode code) {

	/** The page that lists all codes. */
	public static final String PAGE = "/docs/problems";

	/**
	 * Describes a refusal.
	 * @param code why
	 * @param detail what is wrong with this request
	 * @param path the path that was asked for
	 * @return the body
	 */
	public static Problem of(ProblemCode code, String detail, String path) {
		return of(code, detail, path, "");
	}

	/**
	 * Describes a refusal to a client that may have come through a proxy which strips a
	 * path prefix.
	 * @param code why
	 * @param detail what is wrong with this request
	 * @param path the path that was asked for, with the prefix
	 * @param prefix the prefix, which leads to the documentation, too
	 * @return the body
	 */
	public static Problem of(ProblemCode code, String detail, String path, String prefix) {
		return new Problem(prefix + PAGE + "#" + code.text(), code.title(), code.status().value(), detail, path, code);
	}

}
