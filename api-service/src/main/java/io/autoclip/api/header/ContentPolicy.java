package io.autoclip.api.header;

/**
 * A Content-Security-Policy (W3C, level 3): what a browser may load and run for an
 * answer. Nothing that is not named is allowed, no script stands in a page, and no other
 * site may frame one.
 *
 * @param header the value of the header
 */
public record ContentPolicy(String header) {

	/** For answers that load nothing. */
	public static final ContentPolicy NOTHING = new ContentPolicy(
			"default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

	/**
	 * Allows what the pages need: their own scripts, styles, pictures and requests.
	 * @param files the origin that files come from beside the pages' own; empty if none
	 * @return the policy
	 */
	public static ContentPolicy pages(String files) {
		return of("'self'", "'self'" + (files.isEmpty() ? "" : " " + files), "");
	}

	/**
	 * Allows what Swagger UI needs besides: styles in its elements, and pictures in its
	 * style sheet.
	 * @return the policy
	 */
	public static ContentPolicy swagger() {
		return of("'self' 'unsafe-inline'", "'self'", " data:");
	}

	private static ContentPolicy of(String styles, String files, String pictures) {
		return new ContentPolicy("default-src 'none'; script-src 'self'; style-src " + styles + "; img-src " + files
				+ pictures + "; media-src " + files + "; connect-src " + files
				+ "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
	}

}
