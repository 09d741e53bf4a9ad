package io.autoclip.worker.task;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.autoclip.messaging.QueueNames;
import io.autoclip.storage.StorageClock;

/**
 * Takes messages from the queue: one consumer a slot, and one for what the broker has
 * given up on. It consumes while Redis and egress answer, the disk has space and the
 * clock is right, and tells Redis of as many slots as really consume. Consumers that have
 * stopped are started again.
 */
@Component
class TaskConsumer implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(TaskConsumer.class);

	/** How long running attempts take to end when they are told to, at the most. */
	private static final Duration ENDING = Duration.ofSeconds(10);

	private final List<QueueConsumer> slots;

	private final QueueConsumer dead;

	private final QueueWatch watch;

	private final LeaseKeeper leases;

	private final DiskGuard disk;

	private final EgressCheck egress;

	private final StorageClock clock;

	private final Duration grace;

	private final ScheduledExecutorService supervisor = Executors.newScheduledThreadPool(2,
			Thread.ofPlatform().daemon().name("task-consumer-", 0).factory());

	private volatile boolean running;

	TaskConsumer(ConnectionFactory connections, TaskMessages tasks, DeadMessages dead, QueueWatch watch,
			LeaseKeeper leases, DiskGuard disk, EgressCheck egress, StorageClock clock, WorkerSettings settings,
			ApplicationContext context) {
		this.watch = watch;
		this.leases = leases;
		this.disk = disk;
		this.egress = egress;
		this.clock = clock;
		this.grace = settings.shutdownGrace();
		Duration longestStop = this.grace.plus(ENDING).plus(ENDING);
		this.slots = Stream
			.generate(() -> new QueueConsumer(connections, context, QueueNames.TASKS, tasks::handle, longestStop))
			.limit(settings.effectiveSlots())
			.toList();
		this.dead = new QueueConsumer(connections, context, QueueNames.DEAD, dead::handle, longestStop);
	}

	private void supervise() {
		this.disk.measure();
		this.egress.lookAgain();
		boolean storeThere = !this.leases.isStoreAway();
		boolean consume = storeThere && canWork();
		this.slots.forEach((slot) -> keep(slot, consume));
		keep(this.dead, storeThere);
		count();
	}

	private boolean canWork() {
		return !this.disk.isLow() && !this.egress.isAway() && !this.clock.isOff();
	}

	/** A scheduled task that throws is never run again. */
	private void keep(QueueConsumer consumer, boolean consume) {
		try {
			if (this.running) {
				consumer.keep(consume);
			}
		}
		catch (RuntimeException ex) {
			logger.error("A consumer could not be started or stopped", ex);
		}
	}

	private void count() {
		boolean takes = this.running && canWork();
		this.leases.setSlots(takes ? (int) this.slots.stream().filter(QueueConsumer::isConsuming).count() : 0);
	}

	/**
	 * Slots that wait for messages while the broker has some, or has no such consumer.
	 */
	private void compare() {
		try {
			List<QueueConsumer> idle = this.slots.stream()
				.filter((slot) -> slot.isConsuming() && !slot.isBusy())
				.toList();
			if (this.running && this.watch.isNeglected(idle.size())) {
				idle.forEach((slot) -> slot.restart("the broker does not give it what it has"));
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The queue could not be compared with its consumers", ex);
		}
	}

	@Override
	public void start() {
		this.running = true;
		supervise();
		this.supervisor.scheduleWithFixedDelay(this::supervise, 1, 1, TimeUnit.SECONDS);
		this.supervisor.scheduleWithFixedDelay(this::compare, 5, 5, TimeUnit.SECONDS);
	}

	/**
	 * Stops consuming at once; what runs may end by itself for a while, and is then
	 * handed back.
	 */
	@Override
	public void stop() {
		this.running = false;
		this.leases.setSlots(0);
		this.leases.announceStop();
		stopSupervising();
		CountDownLatch stopped = new CountDownLatch(this.slots.size() + 1);
		Stream.concat(this.slots.stream(), Stream.of(this.dead))
			.forEach((consumer) -> Thread.ofVirtual().start(() -> consumer.stop(stopped::countDown)));
		try {
			if (!stopped.await(this.grace.toMillis(), TimeUnit.MILLISECONDS)) {
				this.leases.stopAll();
				handBack(stopped);
			}
		}
		catch (InterruptedException ex) {
			this.leases.stopAll();
			Thread.currentThread().interrupt();
		}
	}

	/** It might be starting a consumer at this very moment. */
	private void stopSupervising() {
		this.supervisor.shutdownNow();
		try {
			this.supervisor.awaitTermination(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void handBack(CountDownLatch stopped) throws InterruptedException {
		if (!stopped.await(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
			logger.warn("Not all tasks could be handed back; their leases will run out");
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Last to start, first to stop. */
	@Override
	public int getPhase() {
		return 2;
	}

}
