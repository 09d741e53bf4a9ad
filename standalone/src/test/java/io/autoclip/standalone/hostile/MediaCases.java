package io.autoclip.standalone.hostile;

import java.util.List;

/**
 * Files that are not what they claim to be, and answers that want to use up the worker.
 */
final class MediaCases {

	private MediaCases() {
	}

	static List<Case> all() {
		return List.of(Case.failed("HLS list named mp4", "invalid_media", (site) -> site.text("video.mp4", "video/mp4",
				"#EXTM3U\n#EXTINF:2,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")));
	}

	static Case control() {
		return Case.failed("redirect to the media", "egress_denied",
				(site) -> site.redirect("video.mp4", site.secret("video.mp4")));
	}

}
