package io.autoclip.api.task;

import java.time.Instant;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.api.http.UtcMillis;
import io.autoclip.task.Attempt;
import io.autoclip.task.Output;
import io.autoclip.task.Children;
import io.autoclip.task.Progress;
import io.autoclip.task.Task;
import io.autoclip.task.TaskFailure;
import io.autoclip.task.TaskKind;
import io.autoclip.task.TaskPhase;
import io.autoclip.task.TaskSnapshot;
import io.autoclip.task.TaskStatus;

/**
 * A task as clients see it. Every name is always there; what is not known is null.
 *
 * @param id the name of the task
 * @param url the link
 * @param kind what it asks for: a download, a preview, a list, clips of a video or its
 * scenes
 * @param parent the list's task that it is a part of, if any
 * @param title what its list calls it, if it is a part of one that tells
 * @param children how the tasks of its entries stand, if it is about a list
 * @param output what is made of it
 * @param force whether it is fetched even if it is in the library
 * @param status where it stands
 * @param phase what the worker is doing, while it runs
 * @param attempt the number of the last attempt, from 1; 0 before the first
 * @param progress how far the attempt has come, while it runs
 * @param videoId the result, once it has succeeded; or the stored video that it is about
 * @param clips how many clips it has made of that, once it has
 * @param clipTaskId the task that splits the result, if one was asked for, once it has
 * succeeded
 * @param error why it failed, once it has failed
 * @param attempts the last attempts, at most 10, oldest first
 * @param warnings what the site said beside its last answer
 * @param createdAt when it was accepted
 * @param startedAt when its last attempt began
 * @param finishedAt when it ended
 * @param updatedAt when the record changed last; progress does not count
 * @param links where to go from here
 */
@Schema(name = "Task", description = "One request to do work in the background.")
public record TaskResponse(String id, String url, TaskKind kind, @Nullable String parent, @Nullable String title,
		@Nullable ChildrenResponse children, Output output, boolean force, TaskStatus status, @Nullable TaskPhase phase,
		int attempt, @Nullable ProgressResponse progress, @Nullable String videoId, @Nullable Integer clips,
		@Nullable String clipTaskId, @Nullable TaskFailure error, List<AttemptResponse> attempts, List<String> warnings,
		@UtcMillis Instant createdAt, @UtcMillis @Nullable Instant startedAt, @UtcMillis @Nullable Instant finishedAt,
		@UtcMillis Instant updatedAt, TaskLinks links) {

	/**
	 * Shows a task.
	 * @param snapshot the task and its progress
	 * @param base what links begin with
	 * @return the task as clients see it
	 */
	public static TaskResponse of(TaskSnapshot snapshot, Base base) {
		return of(snapshot.task(), snapshot.progress(), snapshot.children(), base);
	}

	/**
	 * Shows a task of which no progress is known.
	 * @param task the task
	 * @param base what links begin with
	 * @return the task as clients see it
	 */
	public static TaskResponse of(Task task, Base base) {
		return of(task, null, Children.NONE, base);
	}

	private static TaskResponse of(Task task, @Nullable Progress progress, Children children, Base base) {
		boolean hasVideo = task.hasVideo() || task.kind().isLocal();
		boolean split = task.hasVideo() && task.clipping() != null;
		return new TaskResponse(task.id().value(), task.url().value(), task.kind(),
				(task.parent() != null) ? task.parent().value() : null, task.title(),
				ChildrenResponse.of(task.expansion(), children), task.output(), task.force(), task.status(),
				phase(task, progress), task.attempt(), (progress != null) ? ProgressResponse.of(progress) : null,
				hasVideo ? task.video().value() : null, task.clips(), split ? task.id().clipping().value() : null,
				task.error(), task.attempts().stream().map(AttemptResponse::of).toList(), task.warnings(),
				task.createdAt(), task.startedAt(), task.finishedAt(), task.updatedAt(), TaskLinks.of(task, base));
	}

	private static @Nullable TaskPhase phase(Task task, @Nullable Progress progress) {
		if (progress != null) {
			return progress.phase();
		}
		return (task.status() == TaskStatus.RUNNING && !task.isExpanded()) ? TaskPhase.RESOLVING : null;
	}

	/**
	 * How far an attempt has come.
	 *
	 * @param phase what the worker is doing
	 * @param bytes media bytes so far
	 * @param totalBytes media bytes in all, if known
	 * @param speed bytes a second, if known
	 * @param eta seconds left, if known
	 * @param doneSeconds seconds of media that were gone through, of a stored video
	 * @param totalSeconds seconds of media in all, if known
	 */
	@Schema(name = "Progress", description = "How far the attempt has come, in bytes and seconds.")
	public record ProgressResponse(TaskPhase phase, long bytes, @Nullable Long totalBytes, @Nullable Double speed,
			@Nullable Double eta, @Nullable Double doneSeconds, @Nullable Double totalSeconds) {

		static ProgressResponse of(Progress progress) {
			return new ProgressResponse(progress.phase(), progress.bytes(), progress.totalBytes(), progress.speed(),
					progress.eta(), progress.doneSeconds(), progress.totalSeconds());
		}

	}

	/**
	 * One attempt.
	 *
	 * @param attempt its number, from 1
	 * @param worker the worker that had it
	 * @param startedAt when it began
	 * @param endedAt when it ended, if it has
	 * @param outcome how it ended, if it has
	 * @param error why it failed, if it has
	 */
	@Schema(name = "Attempt", description = "One attempt of a task.")
	public record AttemptResponse(int attempt, String worker, @UtcMillis Instant startedAt,
			@UtcMillis @Nullable Instant endedAt, Attempt.@Nullable Outcome outcome, @Nullable TaskFailure error) {

		static AttemptResponse of(Attempt attempt) {
			return new AttemptResponse(attempt.attempt(), attempt.worker().value(), attempt.startedAt(),
					attempt.endedAt(), attempt.outcome(), attempt.error());
		}

	}

}
