package io.autoclip.api.preview;

import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Component;

import io.autoclip.preview.Preview;
import io.autoclip.preview.PreviewRepository;
import io.autoclip.task.MediaIdentity;
import io.autoclip.task.Task;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskKind;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskSnapshot;
import io.autoclip.task.TaskStatus;
import io.autoclip.task.TaskWish;
import io.autoclip.video.VideoId;

/**
 * Asks for previews and waits for them. Requests run on virtual threads, so one that
 * waits costs a look at Redis ten times a second, and nothing else.
 */
@Component
class Previews {

	private static final Duration PAUSE = Duration.ofMillis(100);

	private final TaskRepository tasks;

	private final PreviewRepository previews;

	Previews(TaskRepository tasks, PreviewRepository previews) {
		this.tasks = tasks;
		this.previews = previews;
	}

	Task ask(TaskWish wish) {
		return this.tasks.accept(wish, null);
	}

	Optional<Task> find(TaskId id) {
		return this.tasks.find(id).map(TaskSnapshot::task).filter((task) -> task.kind() == TaskKind.PREVIEW);
	}

	/** What was told, once the task has succeeded. */
	Optional<Preview> told(Task task) {
		return (task.status() == TaskStatus.SUCCEEDED) ? this.previews.find(task.id()) : Optional.empty();
	}

	/** The video that a download of the link would give, if the library has it. */
	Optional<VideoId> known(Task task, Preview told) {
		Optional<VideoId> byLink = this.tasks.known(MediaIdentity.of(task.url(), task.output()));
		if (byLink.isPresent() || told.extractor() == null || told.mediaId() == null) {
			return byLink;
		}
		return this.tasks.known(MediaIdentity.of(told.extractor(), told.mediaId(), task.output()));
	}

	/**
	 * Waits for the end of a preview.
	 * @param task the task, as it was
	 * @param patience how long at the most
	 * @return the task as it is now
	 */
	Task await(Task task, Duration patience) {
		long deadline = System.nanoTime() + patience.toNanos();
		Task now = task;
		while (!now.status().isEnded() && System.nanoTime() < deadline && pause()) {
			now = find(task.id()).orElse(now);
		}
		return now;
	}

	private static boolean pause() {
		try {
			Thread.sleep(PAUSE);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
