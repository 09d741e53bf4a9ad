package io.autoclip.worker.task;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.autoclip.admission.WorkerInfo;
import io.autoclip.admission.Workers;
import io.autoclip.task.LeaseAnswer;
import io.autoclip.task.LeaseSettings;
import io.autoclip.task.Task;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.WorkerId;
import io.autoclip.worker.workspace.Workspace;
import io.autoclip.worker.ytdlp.YtDlp;

/**
 * Knows the attempts that run here. Each second it tells Redis that the worker lives and
 * renews the leases; on a clock of its own, which no slow Redis or disk holds up, it
 * stops attempts whose time is up: an attempt whose lease could not be renewed until 5 s
 * before its end is stopped, so that it is gone when another worker begins. On a third
 * clock it stops attempts whose files grow too large.
 */
@Component
class LeaseKeeper implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(LeaseKeeper.class);

	private static final Duration MARGIN = Duration.ofSeconds(5);

	private final TaskRepository tasks;

	private final Workers workers;

	private final LostClaims lost;

	private final WorkerId worker;

	private final YtDlp ytDlp;

	private final Workspace workspace;

	private final WorkerSettings settings;

	private final LifeSign lifeSign;

	private final Duration leaseMargin;

	private final Set<RunningAttempt> attempts = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService clocks = Executors.newScheduledThreadPool(3,
			Thread.ofPlatform().daemon().name("lease-keeper-", 0).factory());

	private volatile int slots;

	private volatile boolean storeAway;

	private volatile boolean running;

	private volatile boolean stopping;

	private volatile boolean stopped;

	LeaseKeeper(TaskRepository tasks, Workers workers, LostClaims lost, WorkerId worker, YtDlp ytDlp,
			Workspace workspace, WorkerSettings settings, LifeSign lifeSign, LeaseSettings lease) {
		this.tasks = tasks;
		this.workers = workers;
		this.lost = lost;
		this.worker = worker;
		this.ytDlp = ytDlp;
		this.workspace = workspace;
		this.settings = settings;
		this.lifeSign = lifeSign;
		this.leaseMargin = lease.lease().minus(MARGIN);
	}

	/**
	 * Says how many tasks this worker could have at this moment, those it has included.
	 */
	void setSlots(int slots) {
		this.slots = slots;
	}

	/** As many tasks as this worker says that it could have. */
	int slots() {
		return this.slots;
	}

	boolean isStoreAway() {
		return this.storeAway;
	}

	/** Whether the worker was told to stop. */
	boolean isStopping() {
		return this.stopping;
	}

	/** Says that what runs is about to be stopped; it may still end by itself. */
	void announceStop() {
		this.stopping = true;
	}

	/**
	 * Takes an attempt that this thread has begun.
	 * @param task the running task
	 * @param sentAt when it was claimed, by the monotonic clock: before Redis was asked
	 */
	RunningAttempt begin(Task task, long sentAt) {
		RunningAttempt attempt = new RunningAttempt(task.attemptId(), Thread.currentThread(), sentAt);
		this.attempts.add(attempt);
		if (this.stopped) {
			attempt.stop(StopReason.SHUTDOWN);
		}
		return attempt;
	}

	void end(RunningAttempt attempt) {
		this.attempts.remove(attempt);
	}

	/** From here on no attempt begins; the leases of those that end are still renewed. */
	void stopAll() {
		this.stopping = true;
		this.stopped = true;
		this.attempts.forEach((attempt) -> attempt.stop(StopReason.SHUTDOWN));
	}

	private void beat() {
		try {
			this.workers.heartbeat(this.worker, this.slots, info());
			renew(List.copyOf(this.attempts));
			this.lost.look(this.attempts);
			this.storeAway = false;
			this.lifeSign.give();
		}
		catch (DataAccessException ex) {
			if (!this.storeAway) {
				logger.warn("Redis is away: leases cannot be renewed", ex);
			}
			this.storeAway = true;
		}
		catch (RuntimeException ex) {
			// A scheduled task that throws is never run again.
			logger.error("The heartbeat failed for a reason that nobody thought of", ex);
		}
	}

	private WorkerInfo info() {
		Map<String, String> versions = new HashMap<>(this.ytDlp.versions());
		String own = getClass().getPackage().getImplementationVersion();
		versions.put("autoclip", (own != null) ? own : "development");
		return new WorkerInfo(this.worker, this.settings.effectiveSlots(), versions);
	}

	private void renew(List<RunningAttempt> held) {
		if (held.isEmpty()) {
			return;
		}
		long sentAt = System.nanoTime();
		List<LeaseAnswer> answers = this.tasks.renew(this.worker, held.stream().map(RunningAttempt::id).toList());
		for (int i = 0; i < held.size(); i++) {
			hear(held.get(i), answers.get(i), sentAt);
		}
	}

	private static void hear(RunningAttempt attempt, LeaseAnswer answer, long sentAt) {
		switch (answer) {
			case RENEWED -> attempt.renewed(sentAt);
			case CANCEL -> {
				attempt.renewed(sentAt);
				attempt.stop(StopReason.CANCELLED);
			}
			case LOST -> attempt.stop(StopReason.LEASE_LOST);
		}
	}

	private void watch() {
		long now = System.nanoTime();
		this.attempts.forEach((attempt) -> attempt.watch(now, this.leaseMargin, this.settings));
	}

	private void measure() {
		for (RunningAttempt attempt : this.attempts) {
			try {
				attempt.measured(this.workspace.size(attempt.id()), this.settings);
			}
			catch (UncheckedIOException ex) {
				logger.warn("The scratch space of attempt " + attempt.id() + " cannot be measured", ex);
			}
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.clocks.scheduleWithFixedDelay(this::beat, 0, 1, TimeUnit.SECONDS);
		this.clocks.scheduleWithFixedDelay(this::watch, 1, 1, TimeUnit.SECONDS);
		this.clocks.scheduleWithFixedDelay(this::measure, 1, 1, TimeUnit.SECONDS);
	}

	@Override
	public void stop() {
		stopAll();
		this.running = false;
		this.clocks.shutdownNow();
		try {
			this.workers.leave(this.worker);
		}
		catch (DataAccessException ex) {
			logger.debug("Redis forgets this worker by itself", ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** After the tools, before the consumer; it stops after the consumer has. */
	@Override
	public int getPhase() {
		return 1;
	}

}
