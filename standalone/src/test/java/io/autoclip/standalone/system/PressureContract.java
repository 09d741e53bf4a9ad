package io.autoclip.standalone.system;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.rabbitmq.client.GetResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.Admissions;
import io.autoclip.messaging.QueueNames;
import io.autoclip.standalone.servers.TestServers;
import io.autoclip.task.Admission;
import io.autoclip.task.AdmissionPublisher;
import io.autoclip.task.SourceUrl;
import io.autoclip.task.TaskRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten thousand tasks wait, and the broker hardly knows: what it holds ready is bounded by
 * the free slots, and nothing is published a second time, however long nobody takes it.
 */
abstract class PressureContract {

	private static final int WAITING = 10_000;

	private static final int SLOTS = 2;

	/** Nobody is free, and two more are let in to keep the queue warm. */
	private static final int WARM = 2;

	/** An admission is looked at again each minute. */
	private static final int LOOKS_IN_AN_HOUR = 60;

	private static final double MINUTE_MILLIS = 60_000;

	private final TestSystem system;

	private final CountDownLatch gate = new CountDownLatch(1);

	private final int inHand;

	private ConfigurableApplicationContext replica;

	/**
	 * Takes the servers.
	 * @param servers the servers
	 * @param countsInHand whether the broker counts messages that a consumer has in hand
	 * among those that are ready
	 */
	PressureContract(TestServers servers, boolean countsInHand) {
		this.system = new TestSystem(servers);
		this.inHand = countsInHand ? SLOTS : 0;
	}

	@AfterEach
	void stop() {
		this.gate.countDown();
		this.system.close();
	}

	@Test
	void queueStaysShortAndNothingIsPublishedTwice() throws Exception {
		ConfigurableApplicationContext worker = this.system.startWorker("--autoclip.worker.slots=" + SLOTS);
		this.replica = this.system.startReplica(this.system.connections());
		occupySlots();
		try (Amqp broker = new Amqp(this.system.servers().brokerOfTheOperator()); Depth depth = new Depth()) {
			acceptMany();
			Awaitility.await("a warm queue").until(() -> broker.ready(QueueNames.TASKS) == WARM + this.inHand);
			letAnHourPass();
			Set<String> before = bodies(broker);
			assertThat(before).hasSize(WARM);
			this.system.stop(worker);
			letAnHourPass();
			assertThat(before).as("nothing besides, of what was there before").containsAll(bodies(broker));
			assertThat(depth.looks()).isGreaterThan(100);
			assertThat(depth.most()).as("messages that were ready at once").isEqualTo(WARM + this.inHand);
		}
		for (String task : admitted()) {
			assertThat(redis().opsForHash().get("{autoclip}:task:" + task, "admission")).isEqualTo("1");
		}
	}

	private void occupySlots() {
		Api api = TestSystem.api(this.replica);
		for (int i = 0; i < SLOTS; i++) {
			String task = api.submit(this.system.origin().gated("/long" + i + ".mp4", Media.clip(), this.gate));
			Awaitility.await().until(() -> "downloading".equals(api.task(task).get("phase").asString("")));
		}
	}

	/** Each of a site of its own: no site's limit holds anybody back. */
	private void acceptMany() {
		TaskRepository tasks = this.replica.getBean(TaskRepository.class);
		try (ExecutorService clients = Executors.newFixedThreadPool(50)) {
			IntStream.range(0, WAITING)
				.forEach((i) -> clients
					.execute(() -> tasks.accept(new SourceUrl("https://site" + i + ".example/a"), "somebody")));
		}
		assertThat(redis().opsForZSet().zCard("{autoclip}:tasks")).isEqualTo(WAITING + SLOTS);
	}

	/** What the dispatcher does each second, as often as it has to look. */
	private void letAnHourPass() {
		Admissions admissions = this.replica.getBean(Admissions.class);
		AdmissionPublisher publisher = this.replica.getBean(AdmissionPublisher.class);
		for (int i = 0; i < LOOKS_IN_AN_HOUR; i++) {
			for (String task : admitted()) {
				redis().opsForZSet().incrementScore("{autoclip}:admitted", task, -MINUTE_MILLIS);
			}
			assertThat(admissions.settleDue()).isEmpty();
			List<Admission> admitted = admissions.admit();
			assertThat(admitted).isEmpty();
			publisher.publish(admitted);
		}
	}

	private Set<String> admitted() {
		Set<String> admitted = redis().opsForZSet().range("{autoclip}:admitted", 0, -1);
		assertThat(admitted).hasSize(WARM);
		return admitted;
	}

	private StringRedisTemplate redis() {
		return this.replica.getBean(StringRedisTemplate.class);
	}

	/** Takes all that is ready, and gives it back. */
	private Set<String> bodies(Amqp broker) throws Exception {
		Set<String> bodies = new HashSet<>();
		int taken = 0;
		long last = 0;
		for (Optional<GetResponse> next = broker.take(QueueNames.TASKS); next
			.isPresent(); next = broker.take(QueueNames.TASKS)) {
			bodies.add(Amqp.text(next.get()));
			last = next.get().getEnvelope().getDeliveryTag();
			taken++;
		}
		assertThat(bodies).as("none is there twice").hasSize(taken);
		if (taken > 0) {
			broker.channel().basicNack(last, true, true);
		}
		return bodies;
	}

	/**
	 * Looks at the queue all the time.
	 */
	private final class Depth implements AutoCloseable {

		private final AtomicInteger most = new AtomicInteger();

		private final AtomicInteger looks = new AtomicInteger();

		private final Thread watcher = Thread.ofPlatform().start(this::watch);

		private volatile boolean over;

		private void watch() {
			try (Amqp broker = new Amqp(PressureContract.this.system.servers().brokerOfTheOperator())) {
				while (!this.over) {
					this.most.accumulateAndGet(broker.ready(QueueNames.TASKS), Math::max);
					this.looks.incrementAndGet();
				}
			}
		}

		int most() {
			return this.most.get();
		}

		int looks() {
			return this.looks.get();
		}

		@Override
		public void close() throws InterruptedException {
			this.over = true;
			this.watcher.join();
		}

	}

}
