package io.autoclip.task;

import org.jspecify.annotations.Nullable;

import io.autoclip.clip.Clipping;
import io.autoclip.video.VideoId;

/**
 * What somebody asks for, before it is a task.
 *
 * @param kind what to do
 * @param url the link
 * @param owner who asks
 * @param output what to make of it
 * @param force whether to fetch it even if it is in the library
 * @param parent the task that it is a part of, if any
 * @param limit of how many entries of a list to make tasks at the most
 * @param clipping how to split the video, or what is downloaded, if it is to be
 * @param video the stored video that it is about, if it is about one
 */
public record TaskWish(TaskKind kind, SourceUrl url, String owner, Output output, boolean force,
		@Nullable TaskId parent, int limit, @Nullable Clipping clipping, @Nullable VideoId video) {

	/**
	 * Makes a wish that is not about a list.
	 * @param kind what to do
	 * @param url the link
	 * @param owner who asks
	 * @param output what to make of it
	 * @param force whether to fetch it even if it is in the library
	 * @param parent the task that it is a part of, if any
	 */
	public TaskWish(TaskKind kind, SourceUrl url, String owner, Output output, boolean force, @Nullable TaskId parent) {
		this(kind, url, owner, output, force, parent, 0, null, null);
	}

	/**
	 * Makes the wish to have each entry of a list as this one asks for the link.
	 * @param most of how many entries to make tasks at the most
	 * @return the wish
	 */
	public TaskWish ofEachEntry(int most) {
		return new TaskWish(TaskKind.PLAYLIST, this.url, this.owner, this.output, this.force, this.parent, most,
				this.clipping, null);
	}

	/**
	 * Makes the wish to have what is downloaded split as well.
	 * @param wanted how, if at all
	 * @return the wish
	 */
	public TaskWish clippedBy(@Nullable Clipping wanted) {
		return new TaskWish(this.kind, this.url, this.owner, this.output, this.force, this.parent, this.limit, wanted,
				this.video);
	}

	/**
	 * Makes the wish to have something done with a stored video.
	 * @param kind what to do
	 * @param video the video
	 * @param url the link that it came from
	 * @param owner who asks
	 * @param clipping how
	 * @return the wish
	 */
	public static TaskWish of(TaskKind kind, VideoId video, SourceUrl url, String owner, Clipping clipping) {
		return new TaskWish(kind, url, owner, Output.DEFAULT, false, null, 0, clipping, video);
	}

	/**
	 * Makes the wish to have a video as AutoClip makes it when nobody says otherwise.
	 * @param url the link
	 * @param owner who asks
	 * @return the wish
	 */
	public static TaskWish download(SourceUrl url, String owner) {
		return new TaskWish(TaskKind.DOWNLOAD, url, owner, Output.DEFAULT, false, null);
	}

	/** What the link is known by. */
	MediaIdentity identity() {
		return MediaIdentity.of(this.url, this.output);
	}

	boolean isAnsweredByLibrary() {
		return this.kind == TaskKind.DOWNLOAD && !this.force;
	}

}
