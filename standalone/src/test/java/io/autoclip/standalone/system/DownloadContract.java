package io.autoclip.standalone.system;

import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.autoclip.standalone.servers.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The main line: a link in, the same bytes out.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DownloadContract {

	private final TestSystem system;

	private Origin origin;

	private Api api;

	@TempDir
	private Path folder;

	DownloadContract(TestServers servers) {
		this.system = new TestSystem(servers);
	}

	@BeforeAll
	void start() {
		this.system.startWorker();
		this.origin = this.system.origin();
		this.api = this.system.startApi();
	}

	@AfterAll
	void stop() {
		this.system.close();
	}

	@Test
	void directFileOfOneMegabyteComesOutAsItWas() {
		Path file = Media.padded("one.mp4", 1024 * 1024);
		JsonNode video = this.api.video(this.origin.file("/one.mp4", file));
		String id = video.get("id").asString();
		assertThat(video.get("file_name").asString()).isEqualTo(id + ".mp4");
		assertThat(video.get("sha256").asString()).isEqualTo(Media.sha256(file));
		assertThat(video.get("duration").asDouble()).isCloseTo(6, within(0.1));
		assertThat(video.get("width").asInt()).isEqualTo(320);
		assertThat(video.get("size").asLong()).isEqualTo(file.toFile().length());
		assertThat(Media.sha256(this.api.download(id))).isEqualTo(Media.sha256(file));
	}

	@Test
	void directFileOfTwoHundredMegabytesComesOutAsItWas() {
		Path file = Media.padded("large.mp4", 200 * 1024 * 1024);
		JsonNode video = this.api.video(this.origin.file("/large.mp4", file));
		assertThat(video.get("sha256").asString()).isEqualTo(Media.sha256(file));
		assertThat(Media.sha256(this.api.download(video.get("id").asString()))).isEqualTo(Media.sha256(file));
	}

	@Test
	void fileWithoutContentLengthComesOutAsItWas() {
		Path file = Media.padded("one.mp4", 1024 * 1024);
		JsonNode video = this.api.video(this.origin.withoutLength("/unknown-length.mp4", file));
		assertThat(Media.sha256(this.api.download(video.get("id").asString()))).isEqualTo(Media.sha256(file));
	}

	@Test
	void pageWithAVideoElementIsFollowedToTheVideo() {
		this.origin.file("/page/clip.mp4", Media.clip());
		JsonNode video = this.api.video(this.origin.html("/page/", "<video src='clip.mp4'></video>"));
		assertThat(Media.sha256(this.api.download(video.get("id").asString()))).isEqualTo(Media.sha256(Media.clip()));
	}

	@Test
	void hlsPlaysForItsWholeDuration() throws Exception {
		assertPlays(this.api.video(this.origin.folder("/hls", Media.hls(), "index.m3u8")));
	}

	@Test
	void dashIsMergedAndPlaysForItsWholeDuration() throws Exception {
		assertPlays(this.api.video(this.origin.folder("/dash", Media.dash(), "manifest.mpd")));
	}

	private void assertPlays(JsonNode video) throws Exception {
		Path file = Files.write(this.folder.resolve("video"), this.api.download(video.get("id").asString()));
		assertThat(Media.duration(file)).isCloseTo(6, within(0.2));
		assertThat(video.get("duration").asDouble()).isCloseTo(6, within(0.2));
		assertThat(video.get("width").asInt()).isEqualTo(320);
		assertThat(video.get("content_type").asString()).isEqualTo("video/mp4");
	}

	/** Defects 4 and 5 of the original. */
	@Test
	void linksOfTheSameBaseNameKeepTheirOwnVideosEvenAtOnce() {
		String first = this.api.submit(this.origin.file("/a/same.mp4", Media.clip()));
		String second = this.api.submit(this.origin.file("/b/same.mp4", Media.otherClip()));
		String third = this.api.submit(this.origin.url("/a/same.mp4"));
		assertThat(bytesOf(first)).isEqualTo(Media.sha256(Media.clip()));
		assertThat(bytesOf(second)).isEqualTo(Media.sha256(Media.otherClip()));
		assertThat(bytesOf(third)).isEqualTo(Media.sha256(Media.clip()));
	}

	private String bytesOf(String task) {
		return Media.sha256(this.api.download(this.api.end(task).get("video_id").asString()));
	}

	@Test
	void originIsAskedNoMoreThanNeedBe() {
		this.api.video(this.origin.file("/counted.mp4", Media.clip()));
		List<String> requests = this.origin.requests()
			.stream()
			.filter((request) -> request.endsWith("/counted.mp4"))
			.toList();
		assertThat(requests).hasSizeLessThanOrEqualTo(2);
	}

	/** Defect 1 of the original: sites that tell little fail after the upload. */
	@Test
	void siteThatTellsNothingButTheFileStillGivesAVideo() {
		JsonNode video = this.api.video(this.origin.file("/bare.mp4", Media.clip()));
		assertThat(video.has("uploader")).isFalse();
		assertThat(video.get("title").asString()).isEqualTo("bare");
		assertThat(this.api.get("/videos/" + video.get("id").asString() + "/thumbnail").statusCode()).isEqualTo(302);
	}

	/** Its clip has a key frame every two seconds, and lasts for six. */
	@Test
	void storyboardNamesAPartOfTheSheetForEachSecond() throws Exception {
		JsonNode video = this.api.video(this.origin.file("/board.mp4", Media.clip()));
		String path = "/videos/" + video.get("id").asString() + "/storyboard";
		assertThat(this.api.get(path).body()).startsWith("WEBVTT\n")
			.contains("00:00:05.000 --> 00:00:06.000\n" + this.api.address() + path + ".jpg#xywh=800,0,160,90");
		String link = this.api.get(path + ".jpg").headers().firstValue("Location").orElseThrow();
		BufferedImage sheet = ImageIO.read(URI.create(link).toURL());
		assertThat(sheet.getWidth()).isEqualTo(960);
		assertThat(sheet.getHeight()).isEqualTo(90);
		assertThat(sheet.getRGB(0, 0, 160, 90, null, 0, 160)).isNotEqualTo(sheet.getRGB(800, 0, 160, 90, null, 0, 160));
	}

	@Test
	void soundAloneComesWithSubtitlesAndWhatItIsMadeOf() throws Exception {
		this.origin.file("/talk/clip.mp4", Media.clip());
		this.origin.file("/talk/en.srt", Files.writeString(this.folder.resolve("en.srt"),
				"1\n00:00:01,000 --> 00:00:02,000\n<i>Hi</i> & bye\n"));
		String page = this.origin.html("/talk/",
				"<video src='clip.mp4'><track kind='subtitles' srclang='en' src='en.srt'></video>");
		JsonNode task = this.api.end(this.api.submit(page, """
				"format": "audio", "audio_codec": "mp3", "subtitles": ["de", "en"]"""));
		assertThat(task.get("warnings").toString()).contains("no subtitles in de");
		String id = task.get("video_id").asString();
		JsonNode video = this.api.json("/videos/" + id);
		assertThat(video.get("content_type").asString()).isEqualTo("audio/mpeg");
		assertThat(video.at("/streams/0/codec").asString()).isEqualTo("mp3");
		assertThat(video.get("links").has("storyboard")).isFalse();
		assertThat(video.get("subtitles").toString()).contains("\"en\"").doesNotContain("\"de\"");
		String link = this.api.json("/videos/" + id + "/subtitles/en").get("url").asString();
		assertThat(new Api(link).get("").body())
			.isEqualTo("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<i>Hi</i> &amp; bye\n\n");
	}

	/** Defect 6 of the original: names with characters that yt-dlp replaces. */
	@Test
	void oddNamesComeOutInTheSignedDispositionOnly() {
		JsonNode video = this.api
			.video(this.origin.file("/odd%20%22name%22%20%3A%7C%20%E2%80%AE%C3%A4.mp4", Media.clip()));
		String id = video.get("id").asString();
		String link = this.api.presigned(id).toString();
		assertThat(link).contains("/videos/" + id + "/").contains("response-content-disposition=attachment");
		assertThat(link.replaceFirst("\\?.*", "")).doesNotContain("odd").doesNotContain("%");
		assertThat(Media.sha256(this.api.download(id))).isEqualTo(Media.sha256(Media.clip()));
	}

	/** Defect 12 of the original: scratch files are never deleted. */
	@Test
	void scratchIsEmptyAfterEveryEnding() throws Exception {
		this.api.video(this.origin.file("/scratch.mp4", Media.clip()));
		this.api.failureCode(this.origin.url("/nothing-here.mp4"));
		assertThat(Leftovers.attemptDirectories(this.system.scratch())).isEmpty();
	}

	@Test
	void storedObjectsAreNamedByTheRecordBesideThem() {
		JsonNode video = this.api.video(this.origin.file("/record.mp4", Media.clip()));
		List<String> names = this.system.objects()
			.stream()
			.filter((key) -> key.contains(video.get("id").asString()))
			.toList();
		assertThat(names).hasSize(6)
			.anyMatch((key) -> key.endsWith("/storyboard.160x90.6.6.1000.jpg"))
			.anyMatch((key) -> key.endsWith("/thumbnail.small.jpg"))
			.anyMatch((key) -> key.endsWith("/media.mp4"))
			.anyMatch((key) -> key.endsWith("/info.json"))
			.anyMatch((key) -> key.endsWith("/thumbnail.jpg"))
			.anyMatch((key) -> key.endsWith("/video.json"));
	}

}
