package io.autoclip.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.clip.TestClips;
import io.autoclip.task.ModelTask.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A random walk over the real store, with the model at its side; each step draws from a
 * seed of its own. Everything that has a time is put far off when it begins and made due
 * on purpose, so that a walk is the same on a slow machine.
 */
final class TaskWalk {

	private static final int MOST_TASKS = 30;

	private static final Map<String, Integer> LIMITS = Map.of("a.example", 1, "b.example", 2, "c.example", 3,
			"127.0.0.1:80", 3);

	private static final List<FailureCode> CODES = List.of(FailureCode.NETWORK, FailureCode.NETWORK,
			FailureCode.SITE_ERROR, FailureCode.STORAGE, FailureCode.NOT_FOUND, FailureCode.RATE_LIMITED,
			FailureCode.BOT_CHECK, FailureCode.STALLED, FailureCode.INTERNAL);

	private static final List<MediaIdentity> IDENTITIES = MediaIdentities.of("x", "y", "z");

	final List<String> trace = new ArrayList<>();

	final Random random = new Random();

	private final TaskModel model;

	private final StringRedisTemplate redis;

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks;

	private final TestAdmission admission;

	private final WalkTimes times;

	final List<WorkerId> workers = Stream.generate(WorkerId::random).limit(3).toList();

	private final List<Admission> messages = new ArrayList<>();

	private final List<Runnable> steps = List.of(this::accept, this::accept, this::claim, this::claim, this::claim,
			this::claim, this::lead, this::lead, this::lead, this::succeed, this::fail, this::fail, this::fail,
			this::handBack, this::putOff, this::confirmCancel, this::cancel, this::retry, this::retry, this::loseLease,
			this::expireTooEarly, () -> hands().renew(), this::giveBack, () -> hands().heartbeat(),
			() -> hands().heartbeat(), () -> hands().lose(), this::turnPublisher, this::wake, this::wake,
			this::timeOutAdmission, this::reopenSites, this::admit, this::admit, this::forget, this::dropLetter,
			() -> clips().accept(), () -> lists().accept(), () -> lists().expand(), () -> lists().expand(),
			() -> lists().expanded(), () -> lists().settle());

	private final Retention retention;

	private final WalkOfLists lists;

	private final WalkOfClips clips;

	private final WalkOfWorkers hands;

	TaskWalk(StringRedisTemplate redis) {
		this.model = new TaskModel(this.random);
		this.redis = redis;
		this.tasks = new TaskRepository(redis, this.publisher, Duration.ofMinutes(30), RetryPolicy.DEFAULT);
		this.admission = new TestAdmission(redis);
		this.times = new WalkTimes(redis);
		this.retention = new Retention(redis, new RetentionSettings(Duration.ofDays(30)));
		this.lists = new WalkOfLists(redis, this.tasks, this.model, this);
		this.clips = new WalkOfClips(redis, this.tasks, this.model, this);
		this.hands = new WalkOfWorkers(this.tasks, this.admission, this.times, this.model, this);
		this.admission.setDefaults(3, Duration.ZERO);
		this.model.limits.putAll(LIMITS);
		this.model.limits.put("local", Integer.MAX_VALUE);
		this.admission.setLimit(new Site("a.example"), 1);
		this.admission.setLimit(new Site("b.example"), 2);
	}

	private WalkOfLists lists() {
		return this.lists;
	}

	private WalkOfWorkers hands() {
		return this.hands;
	}

	private WalkOfClips clips() {
		return this.clips;
	}

	void step(long seed) {
		this.random.setSeed(seed);
		one(this.steps).run();
		this.model.settle();
		this.model.followUp();
		takeAdmissions(this.publisher.take());
		StoreView view = StoreView.read(this.redis);
		assertThat(view.sets()).isEqualTo(this.model.sets());
		assertThat(view.facts()).isEqualTo(this.model.facts());
		this.lists.check();
	}

	void finish() {
		assertThat(this.admission.mend()).as("findings in a healthy store").isEmpty();
	}

	private void accept() {
		if (this.model.tasks.size() == MOST_TASKS) {
			return;
		}
		String site = one(List.copyOf(new TreeSet<>(LIMITS.keySet())));
		String owner = one(List.of("ann", "bob", "cem"));
		boolean clipped = this.random.nextInt(3) == 0;
		trace("accept %s %s%s", site, owner, clipped ? ", to be split" : "");
		TaskWish wish = TaskWish.download(new SourceUrl("http://" + site + "/" + this.random.nextInt(9)), owner);
		Task task = this.tasks.accept(wish.clippedBy(clipped ? TestClips.everySecond(false) : null), null);
		ModelTask known = new ModelTask(task.id(), site, owner, task.video());
		known.clipped = clipped;
		this.model.tasks.put(task.id(), known);
	}

	private void claim() {
		if (this.messages.isEmpty()) {
			return;
		}
		int newest = this.messages.size() - 1;
		Admission message = this.messages.get(newest - this.random.nextInt(Math.min(12, newest + 1)));
		WorkerId worker = one(this.workers);
		compare("claim " + message, () -> this.tasks.claim(message, worker),
				() -> this.model.knows(message) ? claim(task(message), message, worker) : ModelTask.UNKNOWN);
	}

	private String claim(ModelTask task, Admission message, WorkerId worker) {
		String outcome = task.claim(message.number(), worker);
		if (outcome.equals(ModelTask.OK)) {
			this.model.claimed = Math.max(this.model.claimed, task.serial);
		}
		return outcome;
	}

	private void lead() {
		ModelTask task = some();
		AttemptId by = attempt(task);
		MediaIdentity wanted = one(IDENTITIES);
		if (task.isLocal()) {
			return;
		}
		MediaIdentity before = task.identity;
		compare("lead " + by + " " + wanted.value().charAt(0), () -> this.tasks.lead(by, wanted),
				() -> this.model.lead(task, by.attempt(), wanted));
		this.model.renewVideo(task, before, this.tasks);
	}

	private void succeed() {
		ModelTask task = some();
		AttemptId by = attempt(task);
		if (task.list) {
			return;
		}
		if (task.isLocal()) {
			this.clips.publish(task, by);
			return;
		}
		PublishedRecord result = new PublishedRecord(task.id.value(), "{}");
		compare("succeed " + by, () -> this.tasks.succeed(by, result, SiteRemarks.NONE),
				() -> task.succeed(by.attempt()));
		assertThat(Boolean.TRUE.equals(this.redis.hasKey("{autoclip}:video:" + task.id))).as("published")
			.isEqualTo(task.status == TaskStatus.SUCCEEDED && task.video.equals(task.ownVideo));
	}

	private void fail() {
		ModelTask task = some();
		AttemptId by = attempt(task);
		FailureCode code = one(CODES);
		boolean plea = code == FailureCode.RATE_LIMITED || code == FailureCode.BOT_CHECK;
		if (plea && task.place == Place.LEASED && by.attempt() == task.attempt && !task.cancelRequested) {
			this.model.closed.add(task.site);
		}
		compare("fail " + by + " " + code, () -> this.tasks.fail(by, TaskFailure.of(code), SiteRemarks.NONE),
				() -> task.fail(by.attempt(), code));
		putOff(task);
		this.model.closed.forEach(this.times::putOffPenalty);
	}

	private void handBack() {
		ModelTask task = some();
		AttemptId by = attempt(task);
		compare("handBack " + by, () -> this.tasks.handBack(by), () -> task.handBack(by.attempt()));
	}

	private void putOff() {
		ModelTask task = some();
		AttemptId by = attempt(task);
		compare("putOff " + by, () -> this.tasks.putOff(by, Duration.ofSeconds(10)), () -> task.putOff(by.attempt()));
		putOff(task);
	}

	private void confirmCancel() {
		ModelTask stopping = this.model.any((task) -> task.cancelRequested);
		ModelTask task = (stopping != null) ? stopping : some();
		AttemptId by = (stopping != null) ? attempt(task) : new AttemptId(task.id, task.attempt - 1);
		compare("confirmCancel " + by, () -> this.tasks.confirmCancel(by), () -> task.confirmCancel(by.attempt()));
	}

	private void cancel() {
		ModelTask task = some();
		compare("cancel " + task.id, () -> this.tasks.cancel(task.id), task::cancel);
		this.lists.cascade(task);
	}

	private void retry() {
		ModelTask task = some();
		MediaIdentity before = task.identity;
		compare("retry " + task.id, () -> this.tasks.retry(task.id, task.owner), task::retry);
		this.model.renewVideo(task, before, this.tasks);
	}

	private void loseLease() {
		ModelTask task = this.model.any((other) -> other.place == Place.LEASED);
		if (task != null) {
			makeDue("leases", task);
			assertThat(settleDue()).containsExactly(task.id);
			compare("expire " + task.id, () -> this.tasks.expire(task.id),
					() -> task.fail(task.attempt, FailureCode.WORKER_LOST));
			putOff(task);
		}
	}

	private void expireTooEarly() {
		ModelTask task = some();
		compare("expire too early " + task.id, () -> this.tasks.expire(task.id), () -> ModelTask.STALE);
	}

	private void giveBack() {
		if (!this.messages.isEmpty()) {
			Admission message = one(this.messages.subList(Math.max(0, this.messages.size() - 8), this.messages.size()));
			trace("giveBack %s", message);
			this.admission.giveBack(message);
			if (this.model.knows(message) && task(message).place == Place.ADMITTED
					&& task(message).admission == message.number()) {
				task(message).giveBack();
			}
		}
	}

	private void turnPublisher() {
		boolean ready = this.random.nextInt(3) > 0;
		trace("publisher ready: %s", ready);
		this.publisher.setReady(ready);
	}

	private void wake() {
		ModelTask task = this.model.any((other) -> other.place == Place.DELAYED);
		if (task != null) {
			makeDue("delayed", task);
			assertThat(settleDue()).isEmpty();
			task.place = Place.WAITING;
		}
	}

	private void timeOutAdmission() {
		ModelTask task = this.model.any((other) -> other.place == Place.ADMITTED);
		if (task != null) {
			makeDue("admitted", task);
			assertThat(settleDue()).isEmpty();
			if (this.model.free() > 0 || task.serial < this.model.claimed) {
				task.giveBack();
			}
		}
	}

	private void reopenSites() {
		trace("reopen %s", this.model.closed);
		for (String site : this.model.closed) {
			this.redis.opsForHash().delete("{autoclip}:site:" + site, "penalty_until", "penalty");
			if (this.redis.opsForZSet().score("{autoclip}:sites", site) != null) {
				this.redis.opsForZSet().add("{autoclip}:sites", site, WalkTimes.PAST);
			}
		}
		this.model.closed.clear();
	}

	private void admit() {
		if (this.publisher.isReady()) {
			trace("admit");
			takeAdmissions(this.admission.admit());
			assertThat(this.model.hasRoomForAnother()).as("room for another").isFalse();
		}
	}

	private void takeAdmissions(List<Admission> admissions) {
		if (!admissions.isEmpty()) {
			trace("  admitted %s", admissions);
			this.model.admit(admissions);
			this.messages.addAll(admissions);
		}
	}

	/** Of the tasks that have ended, those that did so long ago are forgotten. */
	private void forget() {
		ModelTask task = this.model.any((other) -> other.status.isEnded());
		if (task != null && this.random.nextInt(3) == 0) {
			trace("forget %s", task.id);
			this.redis.opsForZSet().add("{autoclip}:ended", task.id.value(), WalkTimes.PAST);
			assertThat(this.retention.trim()).isEqualTo(1);
			this.model.tasks.remove(task.id);
		}
	}

	private void dropLetter() {
		ModelTask task = this.model.any(ModelTask::isDeadLetter);
		if (task != null) {
			trace("drop the letter of %s", task.id);
			this.redis.opsForZSet().remove("{autoclip}:dead-letters", task.id.value());
			task.dropped = true;
		}
	}

	void compare(String what, Runnable step, Supplier<String> expected) {
		String outcome = outcome(step);
		trace("%s: %s", what, outcome);
		assertThat(outcome).as(what).isEqualTo(expected.get());
	}

	private static String outcome(Runnable step) {
		try {
			step.run();
			return ModelTask.OK;
		}
		catch (StaleAttemptException ex) {
			return ModelTask.STALE;
		}
		catch (IllegalTransitionException ex) {
			return ModelTask.ILLEGAL;
		}
		catch (UnknownTaskException ex) {
			return ModelTask.UNKNOWN;
		}
	}

	private void makeDue(String place, ModelTask task) {
		trace("%s %s is due by %s", place, task.id, this.times.makeDue(place, task.id, this.random.nextBoolean()));
	}

	private void putOff(ModelTask task) {
		if (task.place == Place.DELAYED) {
			this.times.putOffDelay(task.id);
		}
	}

	/** As if no time had passed since the admissions were looked at last. */
	private List<TaskId> settleDue() {
		this.times.putOffAdmissions();
		return this.admission.settleDue();
	}

	AttemptId attempt(ModelTask task) {
		boolean stale = this.random.nextInt(5) == 0;
		return new AttemptId(task.id, stale ? task.attempt - 1 : task.attempt);
	}

	/** Any task, more often one that runs; the first step makes one if there is none. */
	ModelTask some() {
		if (this.model.tasks.isEmpty()) {
			accept();
			takeAdmissions(this.publisher.take());
		}
		ModelTask running = this.model.any((task) -> task.place == Place.LEASED);
		return (running != null && this.random.nextBoolean()) ? running : this.model.any((task) -> true);
	}

	private ModelTask task(Admission message) {
		return this.model.tasks.get(message.task());
	}

	<T> T one(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	void trace(String format, Object... values) {
		this.trace.add(String.format(format, values));
	}

}
