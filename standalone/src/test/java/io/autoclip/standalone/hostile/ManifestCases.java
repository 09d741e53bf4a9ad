package io.autoclip.standalone.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.autoclip.standalone.system.Media;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists of an allowed site that name parts of an inner one: segments, keys,
 * initialisation sections, subtitles, other soundtracks, pictures. {@code SECRET} stands
 * for an address of the canary.
 */
final class ManifestCases {

	private static final String HLS = "application/vnd.apple.mpegurl";

	private static final String DENIED = "egress_denied";

	private static final String TOO_LARGE = "too_large";

	private ManifestCases() {
	}

	static List<Case> all() {
		List<Case> cases = new ArrayList<>(hls());
		cases.addAll(hlsMasters());
		cases.addAll(dash());
		cases.addAll(countless());
		cases.addAll(entities());
		cases.addAll(pages());
		return cases;
	}

	static Case control() {
		return hls("HLS segment", DENIED, "#EXTINF:2,\nSECRET/segment0.ts\n");
	}

	private static List<Case> hls() {
		return List.of(control(),
				hls("HLS second segment", DENIED, "#EXTINF:2,\nsegment0.ts\n#EXTINF:2,\nSECRET/segment1.ts\n"),
				hls("HLS key", DENIED, "#EXT-X-KEY:METHOD=AES-128,URI=\"SECRET/0.key\"\n#EXTINF:2,\nsegment0.ts\n"),
				hls("HLS later key", DENIED,
						"#EXTINF:2,\nsegment0.ts\n#EXT-X-KEY:METHOD=AES-128,URI=\"SECRET/0.key\"\n"
								+ "#EXTINF:2,\nsegment1.ts\n"),
				hls("HLS initialisation section", DENIED,
						"#EXT-X-MAP:URI=\"SECRET/init.mp4\"\n#EXTINF:2,\nsegment0.ts\n"),
				hls("HLS segment without scheme", DENIED, "#EXTINF:2,\n//HOST/segment0.ts\n"),
				hls("HLS byte range", DENIED, "#EXT-X-BYTERANGE:100@0\n#EXTINF:2,\nSECRET/segment0.ts\n"),
				hls("HLS segment behind a redirect", DENIED, "#EXTINF:2,\naway\n"),
				hls("HLS segment that is a file", "unsupported_protocol", "#EXTINF:2,\nfile:///etc/passwd\n"),
				hls("HLS key that is a file", "unsupported_protocol",
						"#EXT-X-KEY:METHOD=AES-128,URI=\"file:///etc/passwd\"\n#EXTINF:2,\nsegment0.ts\n"),
				hls("HLS segment by ftp", "unsupported_protocol", "#EXTINF:2,\nftp://HOST/segment0.ts\n"),
				hls("HLS segment by gopher", "unsupported_protocol", "#EXTINF:2,\ngopher://HOST/segment0.ts\n"));
	}

	private static List<Case> hlsMasters() {
		return List.of(Case.failed("HLS variant", DENIED, (site) -> site.text("master.m3u8", HLS, """
				#EXTM3U
				#EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION=320x180
				%s
				""".formatted(site.secret("variant.m3u8")))), Case.failed("HLS other soundtrack", DENIED, (site) -> {
			segments(site);
			return site.text("master.m3u8", HLS, """
					#EXTM3U
					#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",DEFAULT=YES,URI="%s"
					#EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION=320x180,CODECS="avc1.42c00d,mp4a.40.2",AUDIO="a"
					index.m3u8
					""".formatted(site.secret("sound.m3u8")));
		}), Case.stored("HLS subtitles", (site) -> {
			segments(site);
			return site.text("master.m3u8", HLS, """
					#EXTM3U
					#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="s",DEFAULT=YES,LANGUAGE="en",URI="%s"
					#EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION=320x180,SUBTITLES="s"
					index.m3u8
					""".formatted(site.secret("subtitles.m3u8")));
		}, (api, video) -> assertThat(video.get("subtitles")).isEmpty()),
				// It has come through egress all the same, with the list.
				Case.stored("HLS segment in the list itself",
						(site) -> site.text("list.m3u8", HLS,
								"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\ndata:video/mp2t;base64,"
										+ base64(Media.hls().resolve("segment0.ts")) + "\n#EXT-X-ENDLIST\n"),
						(api, video) -> assertThat(video.get("content_type").asString()).startsWith("video/")),
				Case.stored("HLS session data and steering", (site) -> {
					segments(site);
					return site.text("master.m3u8", HLS, """
							#EXTM3U
							#EXT-X-SESSION-DATA:DATA-ID="x",URI="SECRET/data.json"
							#EXT-X-CONTENT-STEERING:SERVER-URI="SECRET/steering.json"
							#EXT-X-SESSION-KEY:METHOD=AES-128,URI="SECRET/0.key"
							#EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION=320x180
							index.m3u8
							""".replace("SECRET", site.secret("x")));
				}, (api, video) -> assertThat(video.get("duration").asDouble()).isGreaterThan(5)));
	}

	private static List<Case> dash() {
		return List.of(
				dash("DASH BaseURL", DENIED, "<BaseURL>SECRET/</BaseURL>",
						"<SegmentTemplate media='s$Number$.m4s' initialization='i.m4s' duration='2' timescale='1'/>"),
				dash("DASH initialisation section", DENIED, "",
						"<SegmentTemplate media='s$Number$.m4s' initialization='SECRET/i.m4s' duration='2'/>"),
				dash("DASH segments", DENIED, "",
						"<SegmentTemplate media='SECRET/s$Number$.m4s' duration='2' timescale='1'/>"),
				dash("DASH list of segments", DENIED, "",
						"<SegmentList duration='2'><Initialization sourceURL='SECRET/i.m4s'/>"
								+ "<SegmentURL media='SECRET/1.m4s'/></SegmentList>"),
				dash("DASH single file", DENIED, "", "<BaseURL>SECRET/video.mp4</BaseURL><SegmentBase/>"),
				dash("DASH segments in files, asked of the site", "not_found", "<BaseURL>file:///etc/</BaseURL>",
						"<SegmentTemplate media='passwd$Number$' duration='2' timescale='1'/>"));
	}

	/**
	 * More than can be held, told in a few letters, also such as only yt-dlp takes for a
	 * number.
	 */
	private static List<Case> countless() {
		return List.of(
				// None of them is there, so that nothing else ends it.
				hls("HLS of 100,000 segments", TOO_LARGE, "#EXTINF:0.1,\nnone.ts\n".repeat(100_000)),
				hls("HLS of 60,000 segments of no length", TOO_LARGE, "#EXTINF:5,\n" + "none.ts\n".repeat(60_000)),
				dash("DASH timeline of 999,999,999 segments", TOO_LARGE, "",
						"<SegmentTemplate media='s$Number$.m4s' timescale='1'><SegmentTimeline>"
								+ "<S t='0' d='1' r=' +999_999_999'/></SegmentTimeline></SegmentTemplate>"),
				dash("DASH segments of a nanosecond", TOO_LARGE, "",
						"<SegmentTemplate media='s$Number$.m4s' duration='1' timescale=' 1000000000'/>"),
				dash("DASH segments of less than a nanosecond", TOO_LARGE, "",
						"<SegmentTemplate media='s$Number$.m4s' duration='1e-10'/>"),
				dash("DASH numbers of 2,999,999,999 digits", TOO_LARGE, "",
						"<SegmentTemplate media='s$Number%02999999999d$.m4s' duration='2'/>"),
				Case.failed("Smooth Streaming of 999,999,999 segments", TOO_LARGE,
						(site) -> site.text("Manifest", "application/vnd.ms-sstr+xml", """
								<SmoothStreamingMedia MajorVersion="2" Duration="60000000">
								<StreamIndex Type="video" Url="QualityLevels({bitrate})/Fragments(video={start time})">
								<QualityLevel Bitrate="1000" FourCC="H264" MaxWidth="320" MaxHeight="180"/>
								<c d="1" r="999999999"/></StreamIndex></SmoothStreamingMedia>
								""")));
	}

	private static List<Case> entities() {
		return List.of(
				Case.failed("DASH period elsewhere", "no_video",
						(site) -> site.text("manifest.mpd", "application/dash+xml", """
								<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:xlink="http://www.w3.org/1999/xlink">
								<Period xlink:href="%s" xlink:actuate="onLoad"/></MPD>
								""".formatted(site.secret("period.xml")))),
				Case.failed("DASH with an external entity", "no_video",
						(site) -> site.text("manifest.mpd", "application/dash+xml", """
								<!DOCTYPE MPD [<!ENTITY x SYSTEM "%s">]>
								<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period>&x;</Period></MPD>
								""".formatted(site.secret("entity.xml")))),
				Case.failed("DASH with a billion laughs", "no_video",
						(site) -> site.text("manifest.mpd", "application/dash+xml", laughs())));
	}

	private static List<Case> pages() {
		return List.of(pictured("picture of the page", (site) -> site.secret("picture.jpg")),
				pictured("picture of the page behind a redirect",
						(site) -> site.redirect("picture.jpg", site.secret("picture.jpg"))),
				pictured("picture in the page itself", (site) -> "data:image/svg+xml,&lt;svg/&gt;"),
				Case.failed("video in the page itself", "unsupported_protocol",
						(site) -> site.html("page",
								"<video src='data:video/mp4;base64," + base64(Media.clip()) + "'></video>")),
				Case.stored("subtitles of the page",
						(site) -> site.html("page", "<video src='" + site.file("video.mp4", Media.clip())
								+ "'><track kind='subtitles' srclang='en' src='" + site.secret("s.vtt") + "'></video>"),
						(api, video) -> assertThat(video.get("subtitles")).isEmpty()),
				page("data of the page", "<script type='application/ld+json'>{\"@context\": \"https://schema.org\","
						+ "\"@type\": \"VideoObject\", \"name\": \"x\", \"contentUrl\": \"SECRET/x.mp4\"}</script>"),
				page("source of the page", "<video><source src='SECRET/video.mp4' type='video/mp4'></video>"),
				page("stream of the page", "<meta property=\"twitter:player:stream\" content=\"SECRET/video.mp4\">"),
				page("refresh of the page", "<meta http-equiv=\"refresh\" content=\"0; url=SECRET/page\">"));
	}

	/** The picture is an ornament: without it the video is stored all the same. */
	private static Case pictured(String name, Case.Attack picture) {
		return Case.stored(name,
				(site) -> site.html("page",
						"<meta property='og:image' content='" + picture.link(site) + "'><video src='"
								+ site.file("video.mp4", Media.clip()) + "'></video>"),
				(api, video) -> assertThat(video.get("title").asString()).isNotBlank());
	}

	private static Case page(String name, String body) {
		return Case.failed(name, DENIED, (site) -> site.html("page", body.replace("SECRET", site.secret("x"))));
	}

	private static String laughs() {
		StringBuilder text = new StringBuilder("<!DOCTYPE MPD [<!ENTITY l0 \"ha\">");
		for (int i = 1; i < 30; i++) {
			text.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
		}
		return text + "]><MPD xmlns='urn:mpeg:dash:schema:mpd:2011'><Period>&l29;</Period></MPD>";
	}

	private static Case hls(String name, String code, String segments) {
		return Case.failed(name, code, (site) -> {
			segments(site);
			site.redirect("away", site.secret("segment0.ts"));
			String secret = site.secret("x");
			return site.text("list.m3u8", HLS,
					"#EXTM3U\n#EXT-X-TARGETDURATION:2\n"
							+ segments.replace("SECRET", secret).replace("HOST", site.canary().hostAndPort())
							+ "#EXT-X-ENDLIST\n");
		});
	}

	private static String base64(Path file) {
		try {
			return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void segments(Site site) {
		site.origin().folder(site.path(), Media.hls(), "index.m3u8");
	}

	private static Case dash(String name, String code, String base, String segments) {
		return Case.failed(name, code, (site) -> site.text("manifest.mpd", "application/dash+xml", """
				<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" mediaPresentationDuration="PT6S" type="static">%s<Period>
				<AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1000" codecs="avc1.42c00d"
				width="320" height="180">%s</Representation></AdaptationSet></Period></MPD>
				""".formatted(base, segments).replace("SECRET", site.secret("x"))));
	}

}
