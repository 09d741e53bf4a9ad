package io.autoclip.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

import io.autoclip.id.RandomId;
import io.autoclip.task.NewerSchemaException;
import io.autoclip.task.StoreScript;
import io.autoclip.task.Task;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskSnapshot;

/**
 * What AutoClip has given up on, in Redis, newest last. Tasks come in and go by their
 * transitions ({@code save.lua}); messages are put here by whoever could not read them.
 */
public class DeadLetters {

	private static final StoreScript<Long> ADD = StoreScript.answeringNumber(DeadLetters.class, "dead-letter.lua");

	private static final String INDEX = "{autoclip}:dead-letters";

	private static final int MAX_BODY = 64 * 1024;

	private final StringRedisTemplate redis;

	private final TaskRepository tasks;

	private final DeadLetterPublisher publisher;

	private final Duration retention;

	DeadLetters(StringRedisTemplate redis, TaskRepository tasks, DeadLetterPublisher publisher, Duration retention) {
		this.redis = redis;
		this.tasks = tasks;
		this.publisher = publisher;
		this.retention = retention;
	}

	/**
	 * Puts a message aside. When this returns, it is durable and may be acknowledged.
	 * @param body its raw body, of which the first 64 KiB are kept
	 * @param reason what is wrong with it
	 */
	public void add(byte[] body, String reason) {
		String kept = Base64.getEncoder().encodeToString(Arrays.copyOf(body, Math.min(body.length, MAX_BODY)));
		ADD.run(this.redis, RandomId.next(), kept, reason, String.valueOf(this.retention.toMillis()));
	}

	/**
	 * Lists letters, newest first.
	 * @param before only those that died before this position; from the newest on if
	 * absent
	 * @param limit how many at the most
	 * @return the letters
	 */
	public List<DeadLetter> list(@Nullable Long before, int limit) {
		double highest = (before == null) ? Double.POSITIVE_INFINITY : before - 1;
		List<DeadLetter> found = new ArrayList<>();
		while (found.size() < limit) {
			Set<TypedTuple<String>> page = this.redis.opsForZSet()
				.reverseRangeByScoreWithScores(INDEX, 0, highest, 0, limit - found.size());
			if (page == null || page.isEmpty()) {
				break;
			}
			for (TypedTuple<String> entry : page) {
				highest = Objects.requireNonNull(entry.getScore()) - 1;
				read(Objects.requireNonNull(entry.getValue()), (long) highest + 1).ifPresent(found::add);
			}
		}
		return found;
	}

	/**
	 * Looks a letter up.
	 * @param id its name
	 * @return the letter, if there is one
	 */
	public Optional<DeadLetter> find(String id) {
		return Optional.ofNullable(this.redis.opsForZSet().score(INDEX, id))
			.flatMap((position) -> read(id, position.longValue()));
	}

	private Optional<DeadLetter> read(String id, long position) {
		Map<String, String> message = this.redis.<String, String>opsForHash().entries(key(id));
		if (!message.isEmpty()) {
			return Optional.of(message(id, position, message));
		}
		try {
			return task(new TaskId(id), position);
		}
		catch (NewerSchemaException ex) {
			return Optional.empty(); // a newer replica shows it
		}
	}

	/**
	 * A letter whose record has been forgotten is forgotten, too; a task may have been
	 * started anew while the list was read.
	 */
	private Optional<DeadLetter> task(TaskId id, long position) {
		Optional<Task> task = this.tasks.find(id).map(TaskSnapshot::task);
		if (task.isEmpty()) {
			this.redis.opsForZSet().remove(INDEX, id.value());
		}
		return task.filter(Task::isDeadLetter).map((dead) -> new DeadLetter.OfTask(position, dead));
	}

	private static DeadLetter message(String id, long position, Map<String, String> fields) {
		return new DeadLetter.OfMessage(position, id, field(fields, "body"), field(fields, "reason"),
				Instant.ofEpochMilli(Long.parseLong(field(fields, "died_at"))));
	}

	private static String field(Map<String, String> fields, String name) {
		return Objects.requireNonNull(fields.get(name), name);
	}

	/**
	 * Puts a letter back to where it came from: a task starts a fresh round, a message is
	 * sent again.
	 * @param letter the letter
	 * @param asker who asks: a task is his from then on
	 * @throws io.autoclip.task.TooManyTasksException if it is a task, and the asker has
	 * as many as he may
	 * @throws BrokerAwayException if it is a message, and the broker did not take it
	 */
	public void requeue(DeadLetter letter, String asker) {
		switch (letter) {
			case DeadLetter.OfTask dead -> this.tasks.retry(dead.task().id(), asker);
			case DeadLetter.OfMessage dead -> {
				this.publisher.publish(dead.bytes());
				drop(dead);
			}
		}
	}

	/**
	 * Drops a letter. Of a task, the record stays as it is: it has failed.
	 * @param letter the letter
	 */
	public void drop(DeadLetter letter) {
		this.redis.opsForZSet().remove(INDEX, letter.id());
		this.redis.delete(key(letter.id()));
	}

	private static String key(String id) {
		return "{autoclip}:dead-letter:" + id;
	}

}
