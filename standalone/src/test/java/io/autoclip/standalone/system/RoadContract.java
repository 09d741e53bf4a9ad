package io.autoclip.standalone.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.GetResponse;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.ConfigurableApplicationContext;

import io.autoclip.messaging.QueueNames;
import io.autoclip.standalone.servers.TestServers;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskRepository;
import io.autoclip.standalone.servers.TestServers.Part;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What AutoClip relies on between the waiting room and the workers, whichever broker it
 * is.
 */
abstract class RoadContract {

	private final TestSystem system;

	private Api api;

	RoadContract(TestServers servers) {
		this.system = new TestSystem(servers);
	}

	@BeforeEach
	void start() {
		this.api = this.system.startApi();
		AmqpAdmin admin = this.system.bean(AmqpAdmin.class);
		Awaitility.await("the queues").until(() -> admin.getQueueInfo(QueueNames.TASKS) != null);
	}

	@AfterEach
	void stop() {
		this.system.close();
	}

	TestSystem system() {
		return this.system;
	}

	@Test
	void confirmedMessageIsInTheQueueAndSurvivesARestart() throws Exception {
		CorrelationData sent = send(QueueNames.TASKS, "kept");
		assertThat(isConfirmed(sent)).isTrue();
		assertThat(sent.getReturned()).isNull();
		this.system.servers().stop(Part.BROKER);
		this.system.servers().start(Part.BROKER);
		try (Amqp stranger = operator()) {
			assertThat(take(stranger, QueueNames.TASKS)).extracting(Amqp::text).isEqualTo("kept");
		}
	}

	/** RabbitMQ returns it and confirms it all the same; Qpid refuses it. */
	@Test
	void messageWhoseQueueIsMissingIsReturnedOrRefused() throws Exception {
		try (Amqp stranger = operator()) {
			stranger.channel().queueDelete(QueueNames.TASKS);
		}
		CorrelationData sent = send(QueueNames.TASKS, "lost");
		assertThat(isConfirmed(sent) && sent.getReturned() == null).isFalse();
	}

	/** Else it would wait for the next look at admissions, which is after a minute. */
	@Test
	void admissionThatFindsNoQueueIsGivenBackAtOnce() throws Exception {
		try (Amqp stranger = operator()) {
			stranger.channel().queueDelete(QueueNames.TASKS);
		}
		TaskId task = new TaskId(this.api.submit(this.system.origin().file("/unroutable.mp4", Media.clip())));
		TaskRepository tasks = this.system.bean(TaskRepository.class);
		Awaitility.await("another admission")
			.atMost(Duration.ofSeconds(30))
			.until(() -> tasks.find(task).orElseThrow().task().admission() > 1);
	}

	@Test
	void messageOfABrokenConnectionComesAgain() throws Exception {
		isConfirmed(send(QueueNames.TASKS, "again"));
		try (Amqp broken = operator()) {
			assertThat(take(broken, QueueNames.TASKS).getEnvelope().isRedeliver()).isFalse();
		}
		try (Amqp stranger = operator()) {
			GetResponse message = take(stranger, QueueNames.TASKS);
			assertThat(Amqp.text(message)).isEqualTo("again");
			assertThat(message.getEnvelope().isRedeliver()).isTrue();
		}
	}

	@Test
	void deadMessagesHaveAQueue() throws Exception {
		CorrelationData sent = send(QueueNames.DEAD, "dead");
		assertThat(isConfirmed(sent)).isTrue();
		assertThat(sent.getReturned()).isNull();
	}

	/**
	 * RabbitMQ tells the consumers that their queue is gone; Qpid does not, and the
	 * worker finds out.
	 */
	@Test
	void tasksRunThoughTheirQueueWasDeleted() throws Exception {
		this.system.startWorker();
		this.api.video(this.system.origin().file("/before.mp4", Media.clip()));
		try (Amqp stranger = operator()) {
			stranger.channel().queueDelete(QueueNames.TASKS);
		}
		String task = this.api.submit(this.system.origin().file("/after.mp4", Media.clip()));
		assertThat(this.api.end(task, Duration.ofSeconds(90)).get("status").asString()).isEqualTo("succeeded");
	}

	@Test
	void messageThatNobodyCanReadIsAcknowledgedAndCountedAndADeadLetter() throws Exception {
		ConfigurableApplicationContext worker = this.system.startWorker();
		isConfirmed(send(QueueNames.TASKS, "garbage"));
		MeterRegistry meters = worker.getBean(MeterRegistry.class);
		Awaitility.await()
			.untilAsserted(() -> assertThat(meters.counter("autoclip.messages.unreadable").count()).isEqualTo(1));
		JsonNode letters = this.api.json("/dead-letters").get("items");
		assertThat(letters).hasSize(1);
		assertThat(letters.get(0).toString()).contains("garbage");
		this.system.stop(worker);
		try (Amqp stranger = operator()) {
			assertThat(stranger.take(QueueNames.TASKS)).isEmpty();
		}
	}

	Api api() {
		return this.api;
	}

	Amqp operator() {
		return new Amqp(this.system.servers().brokerOfTheOperator());
	}

	CorrelationData send(String queue, String text) {
		CorrelationData correlation = new CorrelationData();
		this.system.bean(RabbitTemplate.class)
			.send("", queue, new Message(text.getBytes(StandardCharsets.UTF_8)), correlation);
		return correlation;
	}

	static boolean isConfirmed(CorrelationData sent) throws Exception {
		return sent.getFuture().get(5, TimeUnit.SECONDS).ack();
	}

	/** A message takes a moment to come back, or to come at all after a restart. */
	static GetResponse take(Amqp from, String queue) {
		return Awaitility.await("a message in " + queue)
			.atMost(Duration.ofSeconds(20))
			.until(() -> from.take(queue), (message) -> message.isPresent())
			.orElseThrow();
	}

}
