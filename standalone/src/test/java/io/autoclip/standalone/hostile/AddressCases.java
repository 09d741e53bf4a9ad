package io.autoclip.standalone.hostile;

import java.util.List;

/**
 * Links to addresses that are not public, in all the ways in which an address may be
 * written.
 */
final class AddressCases {

	private AddressCases() {
	}

	static List<Case> all() {
		return List.of(Case.failed("loopback", "egress_denied", (site) -> site.secret("video.mp4")));
	}

	static Case control() {
		return Case.failed("loopback", "egress_denied", (site) -> site.secret("video.mp4"));
	}

}
