package io.autoclip.task;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.autoclip.video.VideoId;

/**
 * The transitions of a task that wants what others may want, or the library may have.
 * Each depends on nothing else, but for the id that a new video gets.
 *
 * @param task the task as it is
 */
record SharedDownload(Task task) {

	/**
	 * Notes what the task downloads, as the first to do so: others that want the same
	 * follow it, over all its attempts, until it ends.
	 * @param by the number of the attempt that asks
	 * @param found what it downloads
	 * @param lost the video that was this and whose files have vanished: it gets new
	 * ones; absent if there is none
	 * @param now the time
	 * @return the running task; asking again gives the same answer
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	Transition lead(int by, MediaIdentity found, @Nullable VideoId lost, Instant now) {
		this.task.requirePresent(by);
		Task leading = new TaskBuilder(this.task).identity(found).video(videoOf(found, lost)).updatedAt(now).build();
		return new Transition(leading, new Placement.Unmoved());
	}

	/**
	 * What a task was to heal once is not overwritten with what its link leads to now.
	 */
	private VideoId videoOf(MediaIdentity found, @Nullable VideoId lost) {
		if (lost != null) {
			return lost;
		}
		boolean another = this.task.identity() != null && !found.equals(this.task.identity());
		return another ? VideoId.random() : this.task.video();
	}

	/**
	 * Ends the attempt because the library has what the task would download.
	 * @param by the number of the attempt that asks
	 * @param known the video
	 * @param found what the site says that it is; absent if it was not asked
	 * @param now the time
	 * @return the task that has succeeded, or is cancelled if that was accepted first
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	Transition answer(int by, VideoId known, @Nullable MediaIdentity found, Instant now) {
		if (this.task.hasEnded(by, TaskStatus.SUCCEEDED)) {
			return this.task.unchanged();
		}
		this.task.requirePresent(by);
		if (this.task.cancelRequested()) {
			return this.task.endCancelled(now);
		}
		Task answered = this.task.to(TaskStatus.SUCCEEDED, now)
			.video(known)
			.identity(found)
			.endAttempt(Attempt.Outcome.KNOWN, null)
			.finishedAt(now)
			.build();
		return new Transition(answered, new Placement.Ended());
	}

	/**
	 * Ends the attempt because another task downloads the same: this one waits for that
	 * one's end, without a worker. No failure is counted.
	 * @param by the number of the attempt that asks
	 * @param found what both want
	 * @param now the time
	 * @return the waiting task; asking again gives the same answer
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	Transition follow(int by, MediaIdentity found, Instant now) {
		boolean same = this.task.status() == TaskStatus.CANCELLED || found.equals(this.task.identity());
		if (same && this.task.hasEnded(by, TaskStatus.QUEUED)) {
			return this.task.unchanged();
		}
		this.task.requirePresent(by);
		if (this.task.cancelRequested()) {
			return this.task.endCancelled(now);
		}
		Task following = this.task.to(TaskStatus.QUEUED, now)
			.identity(found)
			.endAttempt(Attempt.Outcome.FOLLOWED, null)
			.build();
		return new Transition(following, new Placement.Following(found));
	}

	/**
	 * Ends a task that follows as the one that it follows has ended.
	 * @param leader the task that has succeeded, or failed for good
	 * @param now the time
	 * @return the task, ended in the same way
	 */
	Transition endWith(Task leader, Instant now) {
		TaskBuilder ended = this.task.to(leader.status(), now).error(leader.error()).finishedAt(now);
		boolean shared = leader.status() == TaskStatus.SUCCEEDED;
		return new Transition((shared ? ended.video(leader.video()) : ended).build(), new Placement.Ended());
	}

	/**
	 * Tells whether those that follow the task end in the same step as it does. When it
	 * is cancelled, or gives up on a cause that may go away, one of them goes on instead.
	 * @param next what becomes of the task
	 * @return whether they do
	 */
	boolean takesItsFollowersAlong(Task next) {
		boolean same = this.task.identity() != null && this.task.identity().equals(next.identity());
		return same && this.task.status() == TaskStatus.RUNNING && (next.status() == TaskStatus.SUCCEEDED
				|| (next.status() == TaskStatus.FAILED && !next.isDeadLetter()));
	}

}
