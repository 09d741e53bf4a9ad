package io.autoclip.task;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.autoclip.json.StoredJson;
import io.autoclip.library.LibraryEntry;

/**
 * The argument of {@code save.lua}; the names are the script's. All changes come true, or
 * none.
 *
 * @param changes what becomes of which task
 * @param publish whether the caller can publish admissions
 */
record SaveCommand(List<Change> changes, boolean publish) {

	String json() {
		return StoredJson.write(this);
	}

	/**
	 * What becomes of one task.
	 *
	 * @param id the task
	 * @param revision the revision that the record must have; 0 for a new task
	 * @param guard what must hold besides
	 * @param fields the fields to write
	 * @param place where the task goes
	 * @param newTag whether it queues up anew
	 * @param delay milliseconds until it waits again, if delayed
	 * @param worker the holder of the lease, if leased
	 * @param lease milliseconds until the lease ends, if leased
	 * @param dead whether the task gave up on a cause that may go away
	 * @param penalty milliseconds for which the site is left alone at the least
	 * @param failure the code of the failure that ended its attempt, if one did
	 * @param bySite whether the site has given what the last attempt wanted
	 * @param entry what the task is found by
	 * @param video the video to publish in the same step, if any
	 * @param followers how many must follow the task, because as many end with it; -1 if
	 * that does not matter
	 * @param idempotency what makes the new tasks safe to ask for twice, if anything does
	 * @param result what the task's owner holds from now on, if it has succeeded
	 * @param ofVideo the video that must be in the library, if any
	 * @param parts what was made of a stored video and becomes visible, if anything
	 * @param promised whether its place among the owner's tasks is that of another which
	 * ends in the same step
	 */
	record Change(String id, long revision, String guard, Map<String, String> fields, String place, boolean newTag,
			long delay, @Nullable String worker, long lease, boolean dead, long penalty, @Nullable String failure,
			boolean bySite, LibraryEntry entry, @Nullable PublishedRecord video, int followers,
			@Nullable Use idempotency, @Nullable Result result, @Nullable String ofVideo,
			@Nullable PublishedParts parts, boolean promised) {

		static Change of(Transition transition, long revision, Guard guard, long lease) {
			Task task = transition.task();
			Placement placement = transition.placement();
			return new Change(task.id().value(), revision, guard.text, TaskSnapshot.write(task), place(placement),
					placement instanceof Placement.Waiting waiting && waiting.newTag(),
					placement instanceof Placement.Delayed delayed ? delayed.delay().toMillis() : 0,
					placement instanceof Placement.Leased leased ? leased.worker().value() : null, lease,
					placement instanceof Placement.Ended && task.isDeadLetter(), transition.sitePenalty().toMillis(),
					failure(transition), isBySite(task), TaskEntry.of(task), null, -1, null, Result.of(task, null),
					null, null, false);
		}

		Change with(Task task, @Nullable Published published) {
			return switch (published) {
				case PublishedRecord video -> new Change(this.id, this.revision, this.guard, this.fields, this.place,
						this.newTag, this.delay, this.worker, this.lease, this.dead, this.penalty, this.failure,
						this.bySite, this.entry, video, this.followers, this.idempotency, Result.of(task, video),
						this.ofVideo, this.parts, this.promised);
				case PublishedParts made -> about(made.video(), made);
				case null -> this;
			};
		}

		Change withFollowers(int number) {
			return new Change(this.id, this.revision, this.guard, this.fields, this.place, this.newTag, this.delay,
					this.worker, this.lease, this.dead, this.penalty, this.failure, this.bySite, this.entry, this.video,
					number, this.idempotency, this.result, this.ofVideo, this.parts, this.promised);
		}

		Change withUse(@Nullable Use use) {
			return new Change(this.id, this.revision, this.guard, this.fields, this.place, this.newTag, this.delay,
					this.worker, this.lease, this.dead, this.penalty, this.failure, this.bySite, this.entry, this.video,
					this.followers, use, this.result, this.ofVideo, this.parts, this.promised);
		}

		/** With what was made of a stored video, if anything. */
		Change about(@Nullable String video, @Nullable PublishedParts made) {
			return new Change(this.id, this.revision, this.guard, this.fields, this.place, this.newTag, this.delay,
					this.worker, this.lease, this.dead, this.penalty, this.failure, this.bySite, this.entry, this.video,
					this.followers, this.idempotency, this.result, video, made, this.promised);
		}

		/** As one that was accepted together with a task that ends now. */
		Change asPromised() {
			return new Change(this.id, this.revision, this.guard, this.fields, this.place, this.newTag, this.delay,
					this.worker, this.lease, this.dead, this.penalty, this.failure, this.bySite, this.entry, this.video,
					this.followers, this.idempotency, this.result, this.ofVideo, this.parts, true);
		}

		/** The last attempt may have failed long before a change that moves the task. */
		private static @Nullable String failure(Transition transition) {
			List<Attempt> attempts = transition.task().attempts();
			TaskFailure error = attempts.isEmpty() ? null : attempts.getLast().error();
			return (error != null) ? error.code().text() : null;
		}

		private static boolean isBySite(Task task) {
			List<Attempt> attempts = task.attempts();
			return !attempts.isEmpty() && attempts.getLast().outcome() == Attempt.Outcome.SUCCEEDED;
		}

		private static String place(Placement placement) {
			return switch (placement) {
				case Placement.Waiting waiting -> "waiting";
				case Placement.Delayed delayed -> "delayed";
				case Placement.Following following -> "following";
				case Placement.Expanded expanded -> "expanded";
				case Placement.Leased leased -> "leased";
				case Placement.Unmoved unmoved -> "unmoved";
				case Placement.Ended ended -> "ended";
			};
		}

	}

	/**
	 * The first use of an idempotency key.
	 *
	 * @param name names the key
	 * @param content names what was asked for
	 * @param tasks the tasks that it makes, in order, with commas between
	 */
	record Use(String name, String content, String tasks) {

		static @Nullable Use of(@Nullable IdempotencyKey key, List<Transition> accepted) {
			if (key == null) {
				return null;
			}
			Stream<String> ids = accepted.stream().map((transition) -> transition.task().id().value());
			return new Use(key.name(), key.content(), ids.collect(Collectors.joining(",")));
		}

	}

	/**
	 * A video of the library, and what it is known by: whoever wants the same is answered
	 * with it.
	 *
	 * @param video the video
	 * @param names its identities
	 */
	record Result(String video, List<String> names) {

		static @Nullable Result of(Task task, @Nullable PublishedRecord published) {
			if (task.status() != TaskStatus.SUCCEEDED || task.kind() != TaskKind.DOWNLOAD) {
				return null;
			}
			List<String> names = Stream
				.of(MediaIdentity.of(task.url(), task.output()), task.identity(),
						(published != null) ? published.identity() : null)
				.filter(Objects::nonNull)
				.map(MediaIdentity::value)
				.distinct()
				.toList();
			return new Result(task.video().value(), names);
		}

	}

	/**
	 * What must hold besides the revision when a transition is saved.
	 */
	enum Guard {

		/** Nothing. */
		NONE(""),
		/** The task is admitted. */
		ADMITTED("admitted"),
		/** The lease has run out. */
		LEASE_EXPIRED("expired"),
		/** Nobody else leads those that want the same. */
		LEADS("leads"),
		/** Somebody else does. */
		FOLLOWS("follows"),
		/** All children have ended. */
		CHILDLESS("childless"),
		/** The children of its list are to be cancelled. */
		CASCADING("cascading"),
		/** Its own children are not. */
		CALM("calm"),
		/** The task's video is in the library, with its files. */
		KNOWN("known");

		private final String text;

		Guard(String text) {
			this.text = text;
		}

	}

}
