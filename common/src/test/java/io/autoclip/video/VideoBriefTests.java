package io.autoclip.video;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.autoclip.json.StoredJson;

import static org.assertj.core.api.Assertions.assertThat;

class VideoBriefTests {

	private static Video video(String title, String url, Map<String, Object> details) {
		VideoId id = VideoId.random();
		StoredFile file = new StoredFile("media.mp4", "video/mp4", 4_194_304, "9f".repeat(32));
		return new Video(Video.SCHEMA, id, "ann", "videos/" + id + "/" + "7k2m9q4t6v8x1z3b5d7f9h0j2n" + ".1/", title,
				url, "Generic", title, 12.5, 1280, 720, "mp4", file, file, List.of(file), details,
				Instant.ofEpochMilli(1_764_000_000_500L), null);
	}

	private static int bytes(String json) {
		return json.getBytes(StandardCharsets.UTF_8).length;
	}

	@Test
	void smallRecordIsLeftAsItIs() {
		Video video = video("Sea", "https://a.example/1", Map.of("description", "A walk", "tags", List.of("sea")));
		assertThat(VideoBrief.write(video)).isEqualTo(StoredJson.write(video));
	}

	@Test
	void largeRecordKeepsWhatIsSmallAndAnExcerptOfTheDescription() {
		Map<String, Object> details = new HashMap<>(Map.of("description", "A walk by the sea. ".repeat(250),
				"view_count", 1234, "upload_date", "20261123", "language", "en"));
		details.put("chapters", List.of("x".repeat(5000)));
		Video brief = StoredJson.read(VideoBrief.write(video("Sea", "https://a.example/1", details)), Video.class);
		assertThat(brief.title()).isEqualTo("Sea");
		assertThat(brief.details()).containsKeys("view_count", "upload_date", "language").doesNotContainKey("chapters");
		assertThat(brief.details().get("description").toString()).startsWith("A walk")
			.endsWith("…")
			.hasSizeLessThan(620);
	}

	@Test
	void noRecordIsLargerThanRedisIsToHold() {
		for (String character : List.of("x", "é", "漢", "𝒳", "\"", "\u0001", "\ud800")) {
			Map<String, Object> details = Map.of("description", character.repeat(5000), "tags",
					List.of(character.repeat(3000)));
			String json = VideoBrief
				.write(video(character.repeat(500), "https://a.example/" + "p".repeat(2000), details));
			assertThat(bytes(json)).as(character).isLessThanOrEqualTo(VideoBrief.MAX_BYTES);
			assertThat(StoredJson.read(json, Video.class).title()).isNotEmpty();
		}
	}

	private static Video withManyFiles(String url, int languageLength) {
		Video video = video("漢".repeat(500), url, Map.of("description", "x".repeat(5000)));
		List<StoredFile> others = IntStream.range(0, 12)
			.mapToObj((i) -> Subtitles.name("x".repeat(languageLength - 1) + (char) ('a' + i), true))
			.map((name) -> new StoredFile(name, Subtitles.TYPE, 1_234_567, "9f".repeat(32)))
			.toList();
		return new Video(video.schema(), video.id(), "2001:db8:ffff:ffff::/64", video.prefix(), video.title(), url,
				"e".repeat(500), "u".repeat(500), 1.0 / 3, 12345, 12345, "mp4", video.media(), video.media(), others,
				video.details(), video.createdAt(), "9f".repeat(32));
	}

	@Test
	void manySubtitlesCostTheirDigestsBeforeAnythingOfTheLink() {
		String url = "https://a.example/" + "p".repeat(1000);
		Video brief = StoredJson.read(VideoBrief.write(withManyFiles(url, 5)), Video.class);
		assertThat(brief.url()).isEqualTo(url);
		assertThat(brief.media().sha256()).hasSize(64);
		assertThat(Subtitles.of(brief)).hasSize(12);
		assertThat(brief.others()).extracting(StoredFile::size).containsOnly(1_234_567L);
	}

	@Test
	void recordWithTheLongestLinkAndAllSubtitlesFitsAndNamesItsFilesAndSite() {
		for (String rest : List.of("p".repeat(2000), "p?q=" + "x".repeat(2000), "p#" + "\"".repeat(2000))) {
			for (int length : List.of(5, 35, 60)) {
				String json = VideoBrief.write(withManyFiles("https://a.example/" + rest, length));
				assertThat(bytes(json)).as(rest).isLessThanOrEqualTo(VideoBrief.MAX_BYTES);
				Video brief = StoredJson.read(json, Video.class);
				assertThat(brief.url()).startsWith("https://a.example/");
				assertThat(Subtitles.of(brief)).hasSize(12);
			}
		}
	}

}
