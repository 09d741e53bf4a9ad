package io.autoclip.task;

import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for, before it is a task.
 *
 * @param kind what to do
 * @param url the link
 * @param owner who asks
 * @param output what to make of it
 * @param force whether to fetch it even if it is in the library
 * @param parent the task that it is a part of, if any
 */
public record TaskWish(TaskKind kind, SourceUrl url, String owner, Output output, boolean force,
		@Nullable TaskId parent) {

	/**
	 * Makes the wish to have a video as AutoClip makes it when nobody says otherwise.
	 * @param url the link
	 * @param owner who asks
	 * @return the wish
	 */
	public static TaskWish download(SourceUrl url, String owner) {
		return new TaskWish(TaskKind.DOWNLOAD, url, owner, Output.DEFAULT, false, null);
	}

}
