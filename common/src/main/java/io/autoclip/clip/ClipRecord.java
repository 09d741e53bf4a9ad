package io.autoclip.clip;

import java.util.List;

/**
 * What stands as {@code clips.json} beside the clips of an attempt, so that they can be
 * found again when Redis has lost them.
 *
 * @param schema the version of the record
 * @param clips all clips that the attempt has made
 */
public record ClipRecord(int schema, List<Clip> clips) {

	/**
	 * Takes a record.
	 */
	public ClipRecord {
		clips = (clips != null) ? List.copyOf(clips) : List.of();
	}

}
