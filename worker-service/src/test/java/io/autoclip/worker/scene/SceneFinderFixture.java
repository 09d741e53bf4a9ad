package io.autoclip.worker.scene;

/**
 * Makes finders for tests of other packages.
 */
public final class SceneFinderFixture {

	private SceneFinderFixture() {
	}

	/** A finder that looks at the pictures of a source. */
	public static SceneFinder finder(PictureSource pictures) {
		return new DetectorSceneFinder(pictures);
	}

}
