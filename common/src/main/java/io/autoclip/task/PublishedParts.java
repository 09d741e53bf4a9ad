package io.autoclip.task;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.autoclip.clip.Clip;
import io.autoclip.clip.ClipRepository;
import io.autoclip.clip.Clipping;
import io.autoclip.clip.StoredScenes;
import io.autoclip.json.StoredJson;

/**
 * What an attempt has made of a stored video, which becomes visible in the same step in
 * which its task succeeds: all of it, or nothing.
 *
 * @param video the video
 * @param attempt the attempt, as it stands in keys
 * @param replace whether the video's earlier clips go
 * @param most how many clips a video may have
 * @param clips the clips
 * @param scenes the record of where its scenes change, as JSON, if those were found
 */
public record PublishedParts(String video, String attempt, boolean replace, int most, List<Part> clips,
		@Nullable String scenes) implements Published {

	/**
	 * Makes the record of clips.
	 * @param attempt the attempt that made them
	 * @param clips the clips of one video, at least one
	 * @param replace whether the video's earlier clips go
	 * @return the record
	 */
	public static PublishedParts of(AttemptId attempt, List<Clip> clips, boolean replace) {
		return new PublishedParts(clips.getFirst().video().value(), attempt.toString(), replace,
				Clipping.MOST_OF_A_VIDEO, clips.stream().map(Part::of).toList(), null);
	}

	/**
	 * Makes the record of where scenes change.
	 * @param attempt the attempt that found them
	 * @param scenes where they are
	 * @return the record
	 */
	public static PublishedParts of(AttemptId attempt, StoredScenes scenes) {
		return new PublishedParts(scenes.video().value(), attempt.toString(), false, Clipping.MOST_OF_A_VIDEO,
				List.of(), StoredJson.write(scenes));
	}

	/**
	 * A clip.
	 *
	 * @param id its id
	 * @param start where it begins, in milliseconds
	 * @param bytes of all its objects
	 * @param doc its JSON
	 */
	public record Part(String id, long start, long bytes, String doc) {

		static Part of(Clip clip) {
			return new Part(clip.id().value(), ClipRepository.millis(clip.start()), clip.bytes(),
					StoredJson.write(clip));
		}

	}

}
