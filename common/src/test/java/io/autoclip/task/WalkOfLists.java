package io.autoclip.task;

import java.util.List;
import java.util.stream.IntStream;

import io.autoclip.task.ModelTask.Place;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The steps of a random walk that are about lists and their children.
 */
final class WalkOfLists {

	private static final int LIMIT = 6;

	private static final int MOST_TASKS = 40;

	private final Playlists playlists;

	private final TaskRepository tasks;

	private final TaskModel model;

	private final TaskWalk walk;

	WalkOfLists(StringRedisTemplate redis, TaskRepository tasks, TaskModel model, TaskWalk walk) {
		this.playlists = new Playlists(redis, tasks);
		this.tasks = tasks;
		this.model = model;
		this.walk = walk;
	}

	void accept() {
		if (this.model.tasks.size() < MOST_TASKS / 2) {
			String owner = this.walk.one(List.of("ann", "bob", "cem"));
			this.walk.trace("accept a list of %s", owner);
			TaskWish wish = TaskWish.download(new SourceUrl("http://c.example/list"), owner).ofEachEntry(LIMIT);
			Task task = this.tasks.accept(wish, null);
			ModelTask list = new ModelTask(task.id(), "c.example", owner, task.video());
			list.list = true;
			this.model.tasks.put(task.id(), list);
		}
	}

	/** A page that may have been told before, of an attempt that may be over. */
	void expand() {
		ModelTask list = this.model.any((task) -> task.list && this.model.tasks.size() < MOST_TASKS);
		if (list == null) {
			return;
		}
		int first = this.walk.one(List.of(0, 2, 4));
		List<ListEntry> links = IntStream.range(first, first + 4)
			.mapToObj((i) -> new ListEntry(new SourceUrl("http://b.example/" + i), null))
			.toList();
		AttemptId by = this.walk.attempt(list);
		boolean stopping = list.cancelRequested || list.status == TaskStatus.CANCELLED;
		this.walk.compare("expand " + by + " from " + first, () -> this.tasks.expand(by, links, 8),
				() -> stopping ? ModelTask.OK : list.expand(by.attempt()));
		if (!stopping && list.status == TaskStatus.RUNNING && list.place == Place.LEASED
				&& by.attempt() == list.attempt) {
			links.forEach((entry) -> bear(list, entry.link()));
		}
	}

	/** Which of those that ended before are started anew, depends on their times. */
	private void bear(ModelTask list, SourceUrl link) {
		TaskId id = list.id.child(link);
		Task made = this.tasks.find(id).map(TaskSnapshot::task).orElse(null);
		ModelTask known = this.model.tasks.get(id);
		if (known != null && known.status.isEnded() && made.status() == TaskStatus.QUEUED) {
			assertThat(known.retry()).isEqualTo(ModelTask.OK);
		}
		else if (known == null && made != null) {
			ModelTask child = new ModelTask(id, "b.example", list.owner, made.video());
			child.parent = list;
			this.model.tasks.put(id, child);
			assertThat(++list.made).as("entries of %s", list.id).isLessThanOrEqualTo(LIMIT);
		}
		else if (known == null) {
			assertThat(list.made).as("entries of %s", list.id).isEqualTo(LIMIT);
		}
	}

	void expanded() {
		ModelTask list = this.model.any((task) -> task.list);
		if (list != null) {
			AttemptId by = this.walk.attempt(list);
			this.walk.compare("expanded " + by, () -> this.tasks.expanded(by, false, SiteRemarks.NONE),
					() -> list.expanded(by.attempt()));
		}
	}

	/** What the dispatcher does each second. */
	void settle() {
		this.walk.trace("settle the lists");
		this.playlists.settle();
		this.model.tasks.values()
			.stream()
			.filter((task) -> task.place == Place.EXPANDED && !this.model.hasLiveChildren(task))
			.forEach(ModelTask::finish);
		this.model.tasks.values().stream().filter((task) -> task.cascading).toList().forEach(this::cascade);
	}

	/** Whoever cancels a list cancels its children, even if it has failed. */
	void cascade(ModelTask list) {
		if (list.list
				&& (list.cancelRequested || list.status == TaskStatus.CANCELLED || list.status == TaskStatus.FAILED)) {
			list.cascading = this.model.hasLiveChildren(list);
			this.model.childrenOf(list).stream().filter((child) -> !child.status.isEnded()).forEach(ModelTask::cancel);
		}
	}

	/** The store counts as the model does. */
	void check() {
		for (ModelTask list : this.model.tasks.values()) {
			if (list.list) {
				Children counted = this.tasks.find(list.id).orElseThrow().children();
				assertThat(counted).as("children of %s", list.id).isEqualTo(count(list));
			}
		}
	}

	private Children count(ModelTask list) {
		return new Children(count(list, TaskStatus.QUEUED), count(list, TaskStatus.RUNNING),
				count(list, TaskStatus.SUCCEEDED), count(list, TaskStatus.FAILED), count(list, TaskStatus.CANCELLED));
	}

	private int count(ModelTask list, TaskStatus status) {
		return Math.toIntExact(this.model.childrenOf(list).stream().filter((child) -> child.status == status).count());
	}

}
