package io.autoclip.worker.split;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.autoclip.clip.Clipping.Range;
import io.autoclip.clip.Scenes;
import io.autoclip.clip.Scenes.Change;
import io.autoclip.clip.Scenes.Kind;
import io.autoclip.video.Chapter;
import io.autoclip.worker.clip.CutRequest.Cut;

import static org.assertj.core.api.Assertions.assertThat;

class CutsTests {

	private static PlannedClip clip(String name, double start, double end) {
		return new PlannedClip(name, start, end);
	}

	@Test
	void scenesAreCutAtTheFrameOrInTheMiddleOfAFade() {
		Scenes scenes = new Scenes(10, List.of(new Change(Kind.CUT, 2, 2, 1), new Change(Kind.FADE, 5, 6, 1)),
				List.of());
		assertThat(Cuts.of(scenes)).containsExactly(clip("Scene 1", 0, 2), clip("Scene 2", 2, 5.5),
				clip("Scene 3", 5.5, 10));
		assertThat(Cuts.of(new Scenes(10, List.of(), List.of()))).containsExactly(clip("Scene 1", 0, 10));
		assertThat(Cuts.of(new Scenes(0, List.of(), List.of()))).isEmpty();
	}

	@Test
	void silenceIsCutInItsMiddleButNotAtTheEndsOfTheVideo() {
		List<Cut> silences = List.of(new Cut(0, 1), new Cut(4, 5), new Cut(5.5, 5.9), new Cut(9, 10));
		assertThat(Cuts.of(silences, 10, 0)).containsExactly(clip("Part 1", 0, 4.5), clip("Part 2", 4.5, 5.7),
				clip("Part 3", 5.7, 10));
		assertThat(Cuts.of(silences, 10, 2)).containsExactly(clip("Part 1", 0, 4.5), clip("Part 2", 4.5, 10));
		assertThat(Cuts.of(List.of(new Cut(0, 10)), 10, 0)).containsExactly(clip("Part 1", 0, 10));
	}

	@Test
	void equalPartsLeaveNoSliver() {
		assertThat(Cuts.every(2, 5)).containsExactly(clip("Part 1", 0, 2), clip("Part 2", 2, 4), clip("Part 3", 4, 5));
		assertThat(Cuts.every(2, 4.05)).containsExactly(clip("Part 1", 0, 2), clip("Part 2", 2, 4.05));
		assertThat(Cuts.every(9, 4)).containsExactly(clip("Part 1", 0, 4));
		assertThat(Cuts.every(0.5, 1e6)).hasSize(501);
	}

	@Test
	void chapterEndsWhereTheNextBeginsIfNobodySaysOtherwise() {
		List<Chapter> chapters = List.of(new Chapter(0, null, "One\n"), new Chapter(3, 4.0, null),
				new Chapter(4, null, "Three"), new Chapter(12, 11.0, "Wrong"));
		assertThat(Cuts.ofChapters(chapters, 10)).containsExactly(clip("One", 0, 3), clip("Chapter 2", 3, 4),
				clip("Three", 4, 12));
	}

	@Test
	void rangesAreCutAsTheyAreSaid() {
		assertThat(Cuts.of(List.of(new Range(3, 4, null), new Range(1, 9, "Long"))))
			.containsExactly(clip("Clip 1", 3, 4), clip("Long", 1, 9));
	}

}
