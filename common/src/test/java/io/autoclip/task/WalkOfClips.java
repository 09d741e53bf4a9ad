package io.autoclip.task;

import java.util.List;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.clip.Clip;
import io.autoclip.clip.TestClips;
import io.autoclip.video.VideoId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The steps of a walk that are about clips. A video is there whatever became of others.
 */
final class WalkOfClips {

	private static final int MOST_TASKS = 30;

	private static final SourceUrl LINK = new SourceUrl("http://a.example/");

	private final StringRedisTemplate redis;

	private final TaskRepository tasks;

	private final TaskModel model;

	private final TaskWalk walk;

	WalkOfClips(StringRedisTemplate redis, TaskRepository tasks, TaskModel model, TaskWalk walk) {
		this.redis = redis;
		this.tasks = tasks;
		this.model = model;
		this.walk = walk;
	}

	void accept() {
		if (this.model.tasks.size() >= MOST_TASKS) {
			return;
		}
		VideoId video = VideoId.random();
		String owner = this.walk.one(List.of("ann", "bob", "cem"));
		this.walk.trace("split %s for %s", video, owner);
		store(video);
		Task task = this.tasks.accept(TaskWish.of(TaskKind.CLIP, video, LINK, owner, TestClips.everySecond(false)),
				null);
		this.model.tasks.put(task.id(), new ModelTask(task.id(), "local", owner, video));
	}

	void publish(ModelTask task, AttemptId by) {
		store(task.video);
		Clip clip = TestClips.clip(task.video, by.toString(), 0);
		boolean done = task.status == TaskStatus.SUCCEEDED;
		this.walk.compare("publish clips " + by,
				() -> this.tasks.succeed(by, PublishedParts.of(by, List.of(clip), false), SiteRemarks.NONE),
				() -> task.succeed(by.attempt()));
		assertThat(TestClips.of(this.redis).find(clip.id()).isPresent()).as("published")
			.isEqualTo(!done && task.status == TaskStatus.SUCCEEDED);
	}

	private void store(VideoId video) {
		this.redis.opsForValue().set("{autoclip}:video:" + video, "{}");
	}

}
