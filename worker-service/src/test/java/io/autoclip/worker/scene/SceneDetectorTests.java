package io.autoclip.worker.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.autoclip.clip.Scenes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SceneDetectorTests {

	private static final double LEAST = 0.6;

	private final Painter one = new Painter(1);

	private final Painter other = new Painter(2);

	@Test
	void aCutIsTheNewScenesFirstPicture() {
		Scenes scenes = find(60, i -> scene(i < 30, 0));

		assertThat(scenes.changes()).singleElement().satisfies(change -> {
			assertThat(change.kind()).isEqualTo(Scenes.Kind.CUT);
			assertThat(change.start()).isEqualTo(time(30)).isEqualTo(change.end());
			assertThat(change.score()).isBetween(0.5, 1.0);
		});
		assertThat(scenes.duration()).isCloseTo(time(60), within(1e-9));
	}

	@Test
	void aFlashIsNoChange() {
		assertThat(find(60, i -> (i >= 30 && i < 33) ? Painter.flat(255) : scene(true, 0)).changes()).isEmpty();
	}

	@Test
	void aCutBesideAFlashIsFound() {
		IntFunction<double[]> painted = (i) -> (i == 33) ? Painter.flat(255) : scene(i < 30, 0);

		assertThat(find(60, painted).changes()).extracting(Scenes.Change::start).containsExactly(time(30));
	}

	@Test
	void lightThatComesAndGoesIsNoChange() {
		double[] black = Painter.flat(0);

		assertThat(find(75, i -> Painter.mixed(scene(true, 0), black, (i / 5 % 2 == 0) ? 0.6 : 0)).changes()).isEmpty();
	}

	@Test
	void aFastMoveIsNoChangeButACutWithinItIs() {
		assertThat(find(75, i -> scene(true, i * 5)).changes()).isEmpty();
		assertThat(find(75, i -> scene(i < 40, i * 5)).changes()).extracting(Scenes.Change::start)
			.containsExactly(time(40));
	}

	@Test
	void aFadeGoesThroughBlack() {
		Scenes scenes = find(100, i -> fade(i, 40, 60));

		assertThat(scenes.changes()).singleElement().satisfies(change -> {
			assertThat(change.kind()).isEqualTo(Scenes.Kind.FADE);
			assertThat(change.start()).isCloseTo(time(40), within(0.13));
			assertThat(change.end()).isCloseTo(time(60), within(0.13));
		});
	}

	@Test
	void aDissolveMeltsOneSceneIntoTheOther() {
		Scenes scenes = find(100, i -> Painter.mixed(scene(true, 0), scene(false, 0), ramp(i, 40, 60)));

		assertThat(scenes.changes()).singleElement().satisfies(change -> {
			assertThat(change.kind()).isEqualTo(Scenes.Kind.DISSOLVE);
			assertThat(change.start()).isCloseTo(time(40), within(0.13));
			assertThat(change.end()).isCloseTo(time(60), within(0.13));
		});
	}

	@Test
	void aWipeCountsAsADissolve() {
		Scenes scenes = find(100, i -> wiped((int) (ramp(i, 40, 60) * Picture.WIDTH)));

		assertThat(scenes.changes()).extracting(Scenes.Change::kind).containsExactly(Scenes.Kind.DISSOLVE);
	}

	@Test
	void timesArePicturesOwnWhateverTheRate() {
		SceneDetector detector = new SceneDetector();
		double time = 3;
		for (int i = 0; i < 60; i++) {
			detector.accept(Painter.picture(time, scene(i < 30, 0)));
			time += (i % 3 == 0) ? 0.1 : 0.02;
		}

		assertThat(detector.finish(0.5, LEAST).changes()).extracting(Scenes.Change::start)
			.singleElement()
			.satisfies(start -> assertThat(start).isCloseTo(3 + 10 * 0.14, within(1e-9)));
	}

	@Test
	void picturesMayBeFarApartAsSlidesAre() {
		SceneDetector detector = new SceneDetector();
		for (int i = 0; i < 40; i++) {
			detector.accept(Painter.picture(10 * i + Math.min(i, 3) * 0.04, new Painter(i / 10).at(0)));
		}

		assertThat(detector.finish(0.5, LEAST).changes()).extracting(Scenes.Change::start)
			.containsExactly(100.12, 200.12, 300.12);
	}

	@Test
	void picturesMayBeCloseTogether() {
		SceneDetector detector = new SceneDetector();
		for (int i = 0; i < 4_000; i++) {
			detector.accept(Painter.picture(i / 2_000.0, scene(i < 2_000, 0)));
		}

		assertThat(detector.finish(0.5, LEAST).changes()).extracting(Scenes.Change::start).containsExactly(1.0);
	}

	@Test
	void aPictureThatIsNotLaterIsLeftOut() {
		SceneDetector detector = new SceneDetector();
		for (int i = 0; i < 60; i++) {
			detector.accept(Painter.picture(time(i), scene(true, 0)));
			detector.accept(Painter.picture(time(i), scene(false, 0)));
		}

		assertThat(detector.finish(0.5, LEAST).changes()).isEmpty();
	}

	@Test
	void everySceneLastsAsLongAsWasAskedFor() {
		IntFunction<double[]> fast = i -> new Painter(i / 10).at(0);

		assertThat(find(200, fast).changes()).hasSizeBetween(5, 10);
		List<Double> bounds = new ArrayList<>(find(200, fast).changes().stream().map(Scenes.Change::start).toList());
		bounds.addFirst(0.0);
		bounds.addLast(time(200));
		for (int i = 1; i < bounds.size(); i++) {
			assertThat(bounds.get(i) - bounds.get(i - 1)).isGreaterThanOrEqualTo(LEAST - 1e-9);
		}
	}

	@Test
	void moreSensitivityNeverFindsFewer() {
		IntFunction<double[]> faint = i -> Painter.mixed(scene(true, 0), new Painter(i / 25).at(0), 0.08 * (i / 25));
		SceneDetector detector = detector(250, faint);
		int before = 0;
		for (double sensitivity = 0; sensitivity <= 1; sensitivity += 0.1) {
			int now = detector.finish(sensitivity, LEAST).changes().size();
			assertThat(now).isGreaterThanOrEqualTo(before);
			before = now;
		}
		assertThat(before).isGreaterThan(detector.finish(0, LEAST).changes().size());
	}

	@Test
	void theCurveHasItsPeakAtTheCutAndABound() {
		Scenes scenes = find(2_500, i -> scene(i < 1_000, 0));

		assertThat(scenes.curve()).hasSize(1_000);
		assertThat(scenes.curve()).filteredOn(point -> point.score() > 0.5)
			.singleElement()
			.satisfies(point -> assertThat(point.time()).isCloseTo(time(1_000), within(0.1)));
	}

	@Test
	void onePictureOrNoneHasNoChanges() {
		Scenes none = find(0, i -> scene(true, 0));

		assertThat(none).isEqualTo(new Scenes(0, List.of(), List.of()));
		assertThat(find(1, i -> scene(true, 0)).changes()).isEmpty();
		assertThat(find(1, i -> scene(true, 0)).curve()).containsExactly(new Scenes.Point(0, 0));
	}

	@Test
	void blackPicturesHaveNoChanges() {
		assertThat(find(100, i -> Painter.flat(16)).changes()).isEmpty();
	}

	private Scenes find(int pictures, IntFunction<double[]> painted) {
		return detector(pictures, painted).finish(0.5, LEAST);
	}

	private static SceneDetector detector(int pictures, IntFunction<double[]> painted) {
		SceneDetector detector = new SceneDetector();
		for (int i = 0; i < pictures; i++) {
			detector.accept(Painter.picture(time(i), painted.apply(i)));
		}
		return detector;
	}

	private double[] scene(boolean first, int left) {
		return (first ? this.one : this.other).at(left);
	}

	private double[] fade(int number, int from, int to) {
		double share = 2 * ramp(number, from, to);
		return Painter.mixed(scene(share < 1, 0), Painter.flat(16), (share < 1) ? share : 2 - share);
	}

	private double[] wiped(int columns) {
		double[] values = scene(true, 0);
		double[] fresh = scene(false, 0);
		for (int i = 0; i < Picture.WIDTH * Picture.HEIGHT; i++) {
			values[i] = (i % Picture.WIDTH < columns) ? fresh[i] : values[i];
		}
		return values;
	}

	private static double ramp(int number, int from, int to) {
		return Math.clamp((number - from) / (double) (to - from), 0, 1);
	}

	private static double time(int number) {
		return number / 25.0;
	}

}
