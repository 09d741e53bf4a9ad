package io.autoclip.task;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.autoclip.task.ModelTask.Place;
import io.autoclip.video.VideoId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the store must be like, kept in memory: the tasks, the sites' limits and the
 * workers' slots.
 */
final class TaskModel {

	final Map<TaskId, ModelTask> tasks = new LinkedHashMap<>();

	final Map<WorkerId, Integer> slots = new HashMap<>();

	final Map<String, Integer> limits = new HashMap<>();

	/** Sites that have asked to be left alone. */
	final Set<String> closed = new HashSet<>();

	/** Whose download all others wait for that want the same. */
	final Map<MediaIdentity, ModelTask> leaders = new HashMap<>();

	/** The place of the latest admission that was claimed. */
	long claimed;

	private long admissions;

	private final Random random;

	TaskModel(Random random) {
		this.random = random;
	}

	long free() {
		return this.slots.entrySet()
			.stream()
			.mapToLong((worker) -> Math.max(0, worker.getValue() - count((task) -> isWith(task, worker.getKey()))))
			.sum();
	}

	String lead(ModelTask task, int by, MediaIdentity wanted) {
		ModelTask leader = this.leaders.get(wanted);
		if (leader != null && leader != task) {
			return task.follow(by, wanted);
		}
		String outcome = task.lead(by, wanted);
		if (outcome.equals(ModelTask.OK)) {
			this.leaders.put(wanted, task);
		}
		return outcome;
	}

	/** Another download makes another video. */
	void renewVideo(ModelTask task, MediaIdentity before, TaskRepository store) {
		if (before != null && !before.equals(task.identity) && task.place != Place.FOLLOWING) {
			VideoId video = store.find(task.id).orElseThrow().task().video();
			assertThat(video).isNotEqualTo(task.video);
			task.ownVideo = video;
			task.video = video;
		}
	}

	/**
	 * Who has ended, or wants something else now, leads nobody any more; and a cancel of
	 * a list is over when no child lives.
	 */
	void settle() {
		for (MediaIdentity wanted : List.copyOf(this.leaders.keySet())) {
			ModelTask leader = this.leaders.get(wanted);
			if (leader.status.isEnded() || !wanted.equals(leader.identity)) {
				settleLead(wanted, leader);
			}
		}
		this.tasks.values().forEach((list) -> list.cascading = list.cascading && hasLiveChildren(list));
	}

	/** Who is to split what he has brought gets the task for it at once. */
	void followUp() {
		for (ModelTask task : List.copyOf(this.tasks.values())) {
			if (task.clipped && !task.followedUp && task.status == TaskStatus.SUCCEEDED) {
				task.followedUp = true;
				TaskId clips = task.id.clipping();
				this.tasks.put(clips, new ModelTask(clips, "local", task.owner, task.video));
			}
		}
	}

	private void settleLead(MediaIdentity wanted, ModelTask leader) {
		this.leaders.remove(wanted);
		List<ModelTask> followers = this.tasks.values()
			.stream()
			.filter((task) -> task.place == Place.FOLLOWING && wanted.equals(task.identity))
			.toList();
		if (leader.status.isEnded() && leader.takesItsFollowersAlong()) {
			followers.forEach((follower) -> follower.endWith(leader));
		}
		else if (!followers.isEmpty()) {
			followers.getFirst().promote();
			this.leaders.put(wanted, followers.getFirst());
		}
	}

	/** Takes over who was let in, if it was right to let them in. */
	void admit(List<Admission> admissions) {
		for (Admission admission : admissions) {
			ModelTask task = this.tasks.get(admission.task());
			assertThat(task.place).as("place of %s", task.id).isEqualTo(Place.WAITING);
			assertThat(this.closed).doesNotContain(task.site);
			assertThat(admission.number()).isEqualTo(++task.admission);
			task.place = Place.ADMITTED;
			task.serial = ++this.admissions;
			assertThat(tokens(task.site)).as("tokens of %s", task.site).isLessThanOrEqualTo(this.limits.get(task.site));
			assertThat(count(Place.ADMITTED)).as("admitted").isLessThanOrEqualTo(free() + 2);
		}
	}

	boolean knows(Admission message) {
		return this.tasks.containsKey(message.task());
	}

	/** Whether somebody could still be let in. */
	boolean hasRoomForAnother() {
		return count(Place.ADMITTED) < free() + 2 && any((task) -> task.place == Place.WAITING
				&& !this.closed.contains(task.site) && tokens(task.site) < this.limits.get(task.site)) != null;
	}

	/** Draws one of the tasks that fit, or returns null. */
	ModelTask any(Predicate<ModelTask> condition) {
		List<ModelTask> fitting = this.tasks.values().stream().filter(condition).toList();
		return fitting.isEmpty() ? null : fitting.get(this.random.nextInt(fitting.size()));
	}

	/** The sets that must be in the store, by the invariant of the design. */
	Map<String, Set<String>> sets() {
		Map<String, Set<String>> sets = new TreeMap<>();
		for (ModelTask task : this.tasks.values()) {
			keys(task).forEach((key) -> sets.computeIfAbsent(key, (name) -> new TreeSet<>()).add(task.id.value()));
			if (task.cascading) {
				sets.computeIfAbsent("cascades", (name) -> new TreeSet<>()).add(task.id.value());
			}
			if (task.place == Place.WAITING) {
				sets.computeIfAbsent("sites", (name) -> new TreeSet<>()).add(task.site);
			}
		}
		this.leaders.forEach(
				(wanted, task) -> sets.computeIfAbsent("leads", (name) -> new TreeSet<>()).add(wanted + "=" + task.id));
		return sets;
	}

	List<ModelTask> childrenOf(ModelTask list) {
		return this.tasks.values().stream().filter((task) -> task.parent == list).toList();
	}

	/** How the children of a list stand, as the store must count them. */
	boolean hasLiveChildren(ModelTask list) {
		return childrenOf(list).stream().anyMatch((child) -> !child.status.isEnded());
	}

	private Set<String> keys(ModelTask task) {
		Set<String> keys = new HashSet<>(Set.of("tasks", "tasks:" + task.status.name().toLowerCase(Locale.ROOT)));
		if (task.holdsToken()) {
			keys.add("held:" + task.site);
		}
		if (task.place != Place.NOWHERE) {
			keys.add(((task.parent != null) ? "unended-children:" : "unended:") + task.owner);
		}
		keys.addAll(switch (task.place) {
			case WAITING -> Set.of("waiting:" + task.site);
			case ADMITTED -> Set.of("admitted");
			case DELAYED -> Set.of("delayed");
			case FOLLOWING -> Set.of("following:" + task.identity);
			case EXPANDED -> Set.of("expanded");
			case LEASED -> Set.of("leases", "leased:" + task.worker);
			case NOWHERE -> Set.of("ended");
		});
		if (task.parent != null && this.tasks.containsKey(task.parent.id)) {
			keys.add("children:" + task.parent.id);
		}
		if (task.isDeadLetter()) {
			keys.add("dead-letters");
		}
		return keys;
	}

	Set<String> facts() {
		return this.tasks.values().stream().map(ModelTask::facts).collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean isWith(ModelTask task, WorkerId worker) {
		return task.place == Place.LEASED && worker.equals(task.worker);
	}

	private long tokens(String site) {
		return count((task) -> task.holdsToken() && task.site.equals(site));
	}

	private long count(Place place) {
		return count((task) -> task.place == place);
	}

	private long count(Predicate<ModelTask> condition) {
		return this.tasks.values().stream().filter(condition).count();
	}

}
