package io.autoclip.standalone.hostile;

import java.util.List;

/**
 * Lists of an allowed site that name parts of an inner one: segments, keys,
 * initialisation sections, subtitles, other soundtracks, pictures.
 */
final class ManifestCases {

	private static final String HLS = "application/vnd.apple.mpegurl";

	private ManifestCases() {
	}

	static List<Case> all() {
		return List.of(control());
	}

	static Case control() {
		return Case.failed("HLS segment", "egress_denied", (site) -> site.text("index.m3u8", HLS, """
				#EXTM3U
				#EXT-X-TARGETDURATION:2
				#EXTINF:2,
				%s
				#EXT-X-ENDLIST
				""".formatted(site.secret("segment0.ts"))));
	}

}
