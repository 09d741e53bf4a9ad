package io.autoclip.video;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StoryboardTests {

	private static Video video(String... names) {
		List<StoredFile> others = Arrays.stream(names)
			.map((name) -> new StoredFile(name, Storyboard.TYPE, 9, "9f".repeat(32)))
			.toList();
		return new Video(Video.SCHEMA, VideoId.random(), "ann", "videos/x/y.1/", "Sea", "https://a.example/1",
				"Generic", null, null, null, null, "mp4", new StoredFile("media.mp4", "video/mp4", 9, "9f".repeat(32)),
				null, others, Map.of(), Instant.EPOCH, null);
	}

	@Test
	void numbersStandInTheName() {
		for (Storyboard.Tiles tiles : List.of(new Storyboard.Tiles(160, 90, 10, 100, 108.001),
				new Storyboard.Tiles(2, 160, 2, 2, 0.02), new Storyboard.Tiles(90, 160, 10, 99, 3_153_600.5))) {
			Storyboard found = Storyboard.of(video("thumbnail.small.jpg", tiles.name(), "info.json")).orElseThrow();
			assertThat(found.tiles()).isEqualTo(tiles);
			assertThat(found.file().name()).isEqualTo(tiles.name());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "info.json", "storyboard.jpg", "storyboard.0x90.10.100.1000.jpg",
			"storyboard.160x90.10.100.0.jpg", "storyboard.160x90.99999.100.1000.jpg",
			"storyboard.160x90.10.100.1000.jpg.jpg" })
	void otherNamesAreNone(String name) {
		assertThat(Storyboard.of(video(name))).isEmpty();
	}

}
