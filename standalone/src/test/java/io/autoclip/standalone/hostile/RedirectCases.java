package io.autoclip.standalone.hostile;

import java.util.List;

/**
 * Links that look good and lead elsewhere: redirects, and names whose answer changes.
 */
final class RedirectCases {

	private RedirectCases() {
	}

	static List<Case> all() {
		return List.of(control());
	}

	static Case control() {
		return Case.failed("redirect to loopback", "egress_denied",
				(site) -> site.redirect("video.mp4", site.secret("video.mp4")));
	}

}
