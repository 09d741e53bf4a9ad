package io.autoclip.standalone.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The main line: a link in, the same bytes out.
 */
class DownloadTests {

	private static TestSystem system;

	private static Origin origin;

	private static Api api;

	@TempDir
	private Path folder;

	@BeforeAll
	static void start() {
		system = TestSystem.started();
		origin = system.origin();
		api = system.startApi();
	}

	@AfterAll
	static void stop() {
		system.close();
	}

	@Test
	void directFileOfOneMegabyteComesOutAsItWas() {
		Path file = Media.padded("one.mp4", 1024 * 1024);
		JsonNode video = api.video(origin.file("/one.mp4", file));
		String id = video.get("id").asString();
		assertThat(video.get("file_name").asString()).isEqualTo(id + ".mp4");
		assertThat(video.get("sha256").asString()).isEqualTo(Media.sha256(file));
		assertThat(video.get("duration").asDouble()).isCloseTo(6, within(0.1));
		assertThat(video.get("width").asInt()).isEqualTo(320);
		assertThat(video.get("size").asLong()).isEqualTo(file.toFile().length());
		assertThat(Media.sha256(api.download(id))).isEqualTo(Media.sha256(file));
	}

	@Test
	void directFileOfTwoHundredMegabytesComesOutAsItWas() {
		Path file = Media.padded("large.mp4", 200 * 1024 * 1024);
		JsonNode video = api.video(origin.file("/large.mp4", file));
		assertThat(video.get("sha256").asString()).isEqualTo(Media.sha256(file));
		assertThat(Media.sha256(api.download(video.get("id").asString()))).isEqualTo(Media.sha256(file));
	}

	@Test
	void fileWithoutContentLengthComesOutAsItWas() {
		Path file = Media.padded("one.mp4", 1024 * 1024);
		JsonNode video = api.video(origin.withoutLength("/unknown-length.mp4", file));
		assertThat(Media.sha256(api.download(video.get("id").asString()))).isEqualTo(Media.sha256(file));
	}

	@Test
	void pageWithAVideoElementIsFollowedToTheVideo() {
		origin.file("/page/clip.mp4", Media.clip());
		JsonNode video = api.video(origin.html("/page/", "<video src='clip.mp4'></video>"));
		assertThat(Media.sha256(api.download(video.get("id").asString()))).isEqualTo(Media.sha256(Media.clip()));
	}

	@Test
	void hlsPlaysForItsWholeDuration() throws Exception {
		assertPlays(api.video(origin.folder("/hls", Media.hls(), "index.m3u8")));
	}

	@Test
	void dashIsMergedAndPlaysForItsWholeDuration() throws Exception {
		assertPlays(api.video(origin.folder("/dash", Media.dash(), "manifest.mpd")));
	}

	private void assertPlays(JsonNode video) throws Exception {
		Path file = Files.write(this.folder.resolve("video"), api.download(video.get("id").asString()));
		assertThat(Media.duration(file)).isCloseTo(6, within(0.2));
		assertThat(video.get("duration").asDouble()).isCloseTo(6, within(0.2));
		assertThat(video.get("width").asInt()).isEqualTo(320);
		assertThat(video.get("content_type").asString()).isEqualTo("video/mp4");
	}

	/** Defects 4 and 5 of the original. */
	@Test
	void linksOfTheSameBaseNameKeepTheirOwnVideosEvenAtOnce() {
		String first = api.submit(origin.file("/a/same.mp4", Media.clip()));
		String second = api.submit(origin.file("/b/same.mp4", Media.otherClip()));
		String third = api.submit(origin.url("/a/same.mp4"));
		assertThat(bytesOf(first)).isEqualTo(Media.sha256(Media.clip()));
		assertThat(bytesOf(second)).isEqualTo(Media.sha256(Media.otherClip()));
		assertThat(bytesOf(third)).isEqualTo(Media.sha256(Media.clip()));
	}

	private static String bytesOf(String task) {
		return Media.sha256(api.download(api.end(task).get("video_id").asString()));
	}

	@Test
	void originIsAskedNoMoreThanNeedBe() {
		api.video(origin.file("/counted.mp4", Media.clip()));
		List<String> requests = origin.requests()
			.stream()
			.filter((request) -> request.endsWith("/counted.mp4"))
			.toList();
		assertThat(requests).hasSizeLessThanOrEqualTo(2);
	}

	/** Defect 1 of the original: sites that tell little fail after the upload. */
	@Test
	void siteThatTellsNothingButTheFileStillGivesAVideo() {
		JsonNode video = api.video(origin.file("/bare.mp4", Media.clip()));
		assertThat(video.has("uploader")).isFalse();
		assertThat(video.get("title").asString()).isEqualTo("bare");
		assertThat(api.get("/videos/" + video.get("id").asString() + "/thumbnail").statusCode()).isEqualTo(302);
	}

	/** Defect 6 of the original: names with characters that yt-dlp replaces. */
	@Test
	void oddNamesComeOutInTheSignedDispositionOnly() {
		JsonNode video = api.video(origin.file("/odd%20%22name%22%20%3A%7C%20%E2%80%AE%C3%A4.mp4", Media.clip()));
		String id = video.get("id").asString();
		String link = api.presigned(id).toString();
		assertThat(link).contains("/videos/" + id + "/").contains("response-content-disposition=attachment");
		assertThat(link.replaceFirst("\\?.*", "")).doesNotContain("odd").doesNotContain("%");
		assertThat(Media.sha256(api.download(id))).isEqualTo(Media.sha256(Media.clip()));
	}

	/** Defect 12 of the original: scratch files are never deleted. */
	@Test
	void scratchIsEmptyAfterEveryEnding() throws Exception {
		api.video(origin.file("/scratch.mp4", Media.clip()));
		api.failureCode(origin.url("/nothing-here.mp4"));
		assertThat(Leftovers.attemptDirectories(system.scratch())).isEmpty();
	}

	@Test
	void storedObjectsAreNamedByTheRecordBesideThem() {
		JsonNode video = api.video(origin.file("/record.mp4", Media.clip()));
		List<String> names = system.objects()
			.stream()
			.filter((key) -> key.contains(video.get("id").asString()))
			.toList();
		assertThat(names).hasSize(4)
			.anyMatch((key) -> key.endsWith("/media.mp4"))
			.anyMatch((key) -> key.endsWith("/info.json"))
			.anyMatch((key) -> key.endsWith("/thumbnail.jpg"))
			.anyMatch((key) -> key.endsWith("/video.json"));
	}

}
