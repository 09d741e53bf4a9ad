package io.autoclip.task;

import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Ends the tasks of lists: those whose children have all ended, and the children of those
 * that were cancelled. Any number of processes may do so at once.
 */
public class Playlists {

	private static final Log logger = LogFactory.getLog(Playlists.class);

	private static final String EXPANDED = "{autoclip}:expanded";

	private static final String CASCADES = "{autoclip}:cascades";

	private static final int STEP = 100;

	private final StringRedisTemplate redis;

	private final TaskRepository tasks;

	Playlists(StringRedisTemplate redis, TaskRepository tasks) {
		this.redis = redis;
		this.tasks = tasks;
	}

	/** Takes one step. */
	public void settle() {
		ids(this.redis.opsForZSet().rangeByScore(EXPANDED, 0, 0, 0, STEP)).forEach(this::finish);
		ids(this.redis.opsForZSet().range(CASCADES, 0, STEP)).forEach(this::cancelChildren);
	}

	private static List<TaskId> ids(@Nullable Set<String> found) {
		return (found != null) ? found.stream().map(TaskId::new).toList() : List.of();
	}

	private void finish(TaskId list) {
		try {
			this.tasks.finish(list);
		}
		catch (StaleAttemptException | UnknownTaskException | NewerSchemaException ex) {
			logger.debug("Task " + list + " has ended, or is left to a newer replica");
		}
		catch (JacksonException | IllegalArgumentException | IllegalStateException ex) {
			logger.error("Task " + list + " cannot be ended, which must not hold up all others", ex);
		}
	}

	private void cancelChildren(TaskId list) {
		try {
			this.tasks.cancelChildren(list);
		}
		catch (NewerSchemaException ex) {
			logger.debug("The children of task " + list + " are left to a newer replica");
		}
		catch (JacksonException | IllegalArgumentException | IllegalStateException ex) {
			logger.error("Children of task " + list + " cannot be cancelled, which must not hold up all others", ex);
		}
	}

}
