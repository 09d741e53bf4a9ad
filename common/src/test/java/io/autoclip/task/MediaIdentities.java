package io.autoclip.task;

import java.util.List;
import java.util.stream.Stream;

/**
 * Identities of downloads for tests.
 */
final class MediaIdentities {

	private MediaIdentities() {
	}

	static List<MediaIdentity> of(String... ids) {
		return Stream.of(ids).map((id) -> MediaIdentity.of("generic", id, Output.DEFAULT)).toList();
	}

}
