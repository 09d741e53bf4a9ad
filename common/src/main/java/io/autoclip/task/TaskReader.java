package io.autoclip.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

import io.autoclip.video.VideoId;

/**
 * Reads tasks as they stand in Redis, each together with Redis' time.
 */
class TaskReader {

	private static final StoreScript<List<Object>> LOAD = StoreScript.answeringList(TaskReader.class, "load.lua");

	private static final StoreScript<Long> ROOM = StoreScript.answeringNumber(TaskReader.class, "room.lua");

	private static final StoreScript<List<Object>> STANDING = StoreScript.answeringList(TaskReader.class,
			"standing.lua");

	private final StringRedisTemplate redis;

	TaskReader(StringRedisTemplate redis) {
		this.redis = redis;
	}

	Instant now() {
		Long millis = this.redis
			.execute((RedisConnection connection) -> connection.serverCommands().time(TimeUnit.MILLISECONDS));
		return Instant.ofEpochMilli(Objects.requireNonNull(millis));
	}

	/** How many more tasks an owner may begin. */
	int room(String owner) {
		return room(owner, "");
	}

	/** How many more children of lists an owner may have; they count apart. */
	int roomForChildren(String owner) {
		return room(owner, "children");
	}

	private int room(String owner, String parent) {
		long room = ROOM.run(this.redis, owner, parent);
		return (room < 0) ? Integer.MAX_VALUE : Math.toIntExact(room);
	}

	/** Each as it is now, in order; one that was forgotten meanwhile is empty. */
	List<Optional<Task>> find(List<TaskId> ids) {
		Loaded loaded = load(ids.stream().map(TaskId::value).toList());
		return loaded.tasks()
			.stream()
			.map((stored) -> Optional.ofNullable(stored.snapshot()).map(TaskSnapshot::task))
			.toList();
	}

	Loaded load(List<String> ids) {
		List<Object> answer = LOAD.run(this.redis, ids.toArray());
		List<StoredTask> stored = new ArrayList<>();
		for (int i = 1; i < answer.size(); i += 2) {
			stored.add(new StoredTask(TaskSnapshot.pairs((List<?>) answer.get(i)), (String) answer.get(i + 1)));
		}
		return new Loaded(TaskSnapshot.time(answer.getFirst()), stored);
	}

	/** Whether the library has a download, or somebody makes it. */
	Standing standing(MediaIdentity identity) {
		return standings(List.of(identity)).getFirst();
	}

	/** The same of many, in order. */
	List<Standing> standings(List<MediaIdentity> identities) {
		List<Object> answer = STANDING.run(this.redis, identities.stream().map(MediaIdentity::value).toArray());
		Instant now = TaskSnapshot.time(answer.getFirst());
		return answer.stream().skip(1).map((each) -> standing(now, (List<?>) each)).toList();
	}

	private static Standing standing(Instant now, List<?> answer) {
		String leader = (String) answer.get(0);
		String video = (String) answer.get(1);
		return new Standing(now, leader.isEmpty() ? null : new TaskId(leader),
				video.isEmpty() ? null : new VideoId(video), "1".equals(answer.get(2)));
	}

	/** Those who wait for the download, oldest first. */
	List<TaskSnapshot> followers(MediaIdentity identity) {
		Set<String> ids = this.redis.opsForZSet().range("{autoclip}:following:" + identity, 0, -1);
		List<TaskSnapshot> found = (ids == null || ids.isEmpty()) ? List.of() : load(List.copyOf(ids)).readable();
		return found.stream().filter((snapshot) -> snapshot.task().status() == TaskStatus.QUEUED).toList();
	}

	/** The children of a list, newest first. */
	List<TaskSnapshot> children(TaskId parent, @Nullable Long before, int limit) {
		return list("{autoclip}:children:" + parent, before, limit);
	}

	List<TaskSnapshot> list(TaskQuery query) {
		String index = (query.status() == null) ? "{autoclip}:tasks" : "{autoclip}:tasks:" + query.status().text();
		return list(index, query.before(), query.limit());
	}

	private List<TaskSnapshot> list(String index, @Nullable Long before, int limit) {
		double highest = (before == null) ? Double.POSITIVE_INFINITY : before - 1;
		List<TaskSnapshot> found = new ArrayList<>();
		while (found.size() < limit) {
			Set<TypedTuple<String>> page = this.redis.opsForZSet()
				.reverseRangeByScoreWithScores(index, 0, highest, 0, limit - found.size());
			if (page == null || page.isEmpty()) {
				break;
			}
			List<String> ids = new ArrayList<>();
			for (TypedTuple<String> entry : page) {
				ids.add(Objects.requireNonNull(entry.getValue()));
				highest = Objects.requireNonNull(entry.getScore()) - 1;
			}
			found.addAll(load(ids).readable());
		}
		return found;
	}

	/**
	 * What is known of a download.
	 *
	 * @param now Redis' time
	 * @param leader whose download all others wait for that want the same, if anybody's
	 * @param video what it is in the library, if it is there
	 * @param lost whether that one's files have vanished
	 */
	record Standing(Instant now, @Nullable TaskId leader, @Nullable VideoId video, boolean lost) {

		/** The video that answers whoever wants the download. */
		@Nullable VideoId known() {
			return this.lost ? null : this.video;
		}

		/** The video that a new download gives back its files. */
		@Nullable VideoId toHeal() {
			return this.lost ? this.video : null;
		}

	}

	/**
	 * What was read in one step.
	 */
	record Loaded(Instant now, List<StoredTask> tasks) {

		@Nullable TaskSnapshot only() {
			return this.tasks.getFirst().snapshot();
		}

		/** One record of a newer AutoClip must not hide all others. */
		List<TaskSnapshot> readable() {
			return this.tasks.stream()
				.filter((stored) -> TaskSnapshot.isReadable(stored.fields()))
				.map((stored) -> TaskSnapshot.read(stored.fields(), stored.progress()))
				.toList();
		}

	}

	record StoredTask(Map<String, String> fields, String progress) {

		@Nullable TaskSnapshot snapshot() {
			return this.fields.isEmpty() ? null : TaskSnapshot.read(this.fields, this.progress);
		}

	}

}
