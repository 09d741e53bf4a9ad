package io.autoclip.api.event;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.api.event.EventClient.Event;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Event streams of two replicas on one Redis. Nearly everything is written by the one and
 * followed at the other.
 */
class EventApiTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica writer = Replica.shared(redis);

	private final Replica api = Replica.second(redis);

	private final Workshop workshop = new Workshop(this.writer);

	private final List<EventClient> clients = new ArrayList<>();

	@AfterEach
	void leave() {
		this.clients.forEach(EventClient::close);
	}

	private EventClient follow(String path) {
		return keep(EventClient.open(this.api, path));
	}

	private EventClient resume(String path, String lastEventId) {
		return keep(EventClient.resume(this.api, path, lastEventId));
	}

	private EventClient keep(EventClient client) {
		this.clients.add(client);
		return client;
	}

	private String submit(String link) {
		return this.writer.submit(link).id();
	}

	private static List<String> briefs(List<Event> events) {
		return events.stream().map(Event::brief).toList();
	}

	private static List<String> ids(List<Event> events) {
		return events.stream().map(Event::taskId).toList();
	}

	@Test
	void oneTaskWhenFollowedTellsItsWholeLifeAndEnds() {
		String id = submit("https://example.com/1");
		EventClient client = follow("/tasks/" + id + "/events");
		client.await(1);
		AttemptId attempt = this.workshop.begin(id);
		this.workshop.progress(attempt, 1);
		this.workshop.progress(attempt, 2);
		submit("https://example.com/another");
		this.workshop.succeed(attempt);
		assertThat(briefs(client.awaitEnd())).containsExactly("queued", "running", "running 1", "running 2",
				"succeeded");
		assertThat(ids(client.events())).containsOnly(id);
		assertThat(client.events()).extracting(Event::id)
			.doesNotHaveDuplicates()
			.allMatch((eventId) -> eventId.matches("\\d+-\\d+"));
	}

	@Test
	void dataWhenSentIsWhatGetGives() {
		String id = submit("https://example.com/1");
		this.workshop.progress(this.workshop.begin(id), 7);
		Event event = follow("/tasks/" + id + "/events").await(1).getFirst();
		assertThat(event.task()).isEqualTo(this.api.get("/tasks/" + id).json());
	}

	@Test
	void headersWhenOpenedKeepProxiesFromHoldingEventsBack() {
		var headers = follow("/events").response().headers();
		assertThat(headers.firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/event-stream"));
		assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
		assertThat(headers.firstValue("X-Accel-Buffering")).hasValue("no");
	}

	@Test
	void oneTaskWhenItHasEndedGivesTheFinalStateAndEnds() {
		String id = submit("https://example.com/1");
		this.workshop.fail(this.workshop.begin(id), FailureCode.DRM);
		EventClient client = follow("/tasks/" + id + "/events");
		assertThat(briefs(client.awaitEnd())).containsExactly("failed");
		assertThat(client.events().getFirst().task().get("error").get("code").asString()).isEqualTo("drm");
	}

	/** A browser would otherwise connect again every two seconds for ever. */
	@Test
	void oneTaskWhenItHasEndedAndTheClientKnowsIs204() {
		String id = submit("https://example.com/1");
		this.workshop.fail(this.workshop.begin(id), FailureCode.DRM);
		String last = follow("/tasks/" + id + "/events").awaitEnd().getLast().id();
		submit("https://example.com/another");
		Answer answer = this.api.get("/tasks/" + id + "/events", "Last-Event-ID", last);
		assertThat(answer.status()).isEqualTo(204);
	}

	@Test
	void oneTaskWhenResumedGivesEveryLaterEventOnceAndEnds() {
		String id = submit("https://example.com/1");
		EventClient first = follow("/tasks/" + id + "/events");
		String seen = first.await(1).getFirst().id();
		first.close();
		AttemptId attempt = this.workshop.begin(id);
		submit("https://example.com/another");
		this.workshop.progress(attempt, 1);
		EventClient second = resume("/tasks/" + id + "/events", seen);
		assertThat(briefs(second.await(2))).containsExactly("running", "running 1");
		this.workshop.succeed(attempt);
		assertThat(briefs(second.awaitEnd())).containsExactly("running", "running 1", "succeeded");
	}

	@Test
	void oneTaskWhenRetriedAfterTheEventThatIsResumedGoesOn() {
		String id = submit("https://example.com/1");
		String seen = follow("/tasks/" + id + "/events").await(1).getFirst().id();
		this.writer.post("/tasks/" + id + "/cancel");
		this.writer.post("/tasks/" + id + "/retry");
		EventClient client = resume("/tasks/" + id + "/events", seen);
		assertThat(briefs(client.await(2))).containsExactly("cancelled", "queued");
		this.writer.post("/tasks/" + id + "/cancel");
		assertThat(briefs(client.awaitEnd())).containsExactly("cancelled", "queued", "cancelled");
	}

	@Test
	void allTasksWhenFollowedBeginWithTheNewest50OldestFirstThenChanges() {
		List<String> submitted = new ArrayList<>();
		for (int i = 0; i < 55; i++) {
			submitted.add(submit("https://example.com/" + i));
		}
		EventClient client = follow("/events");
		assertThat(ids(client.await(50))).isEqualTo(submitted.subList(5, 55));
		String later = submit("https://example.com/later");
		assertThat(ids(client.await(51)).getLast()).isEqualTo(later);
		assertThat(client.events()).hasSize(51);
	}

	@Test
	void allTasksWhenResumedAfterTheSnapshotGiveEveryLaterEventOnce() {
		submit("https://example.com/0");
		EventClient first = follow("/events");
		String seen = first.await(1).getLast().id();
		first.close();
		List<String> later = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			later.add(submit("https://example.com/" + i));
		}
		EventClient second = resume("/events", seen);
		assertThat(ids(second.await(30))).isEqualTo(later);
		String newest = submit("https://example.com/newest");
		assertThat(ids(second.await(31)).getLast()).isEqualTo(newest);
		assertThat(second.events()).hasSize(31);
	}

	/**
	 * Cut off between two events of the snapshot, a client would never learn of the rest.
	 */
	@Test
	void allTasksWhenResumedInTheMiddleOfTheSnapshotBeginAnew() {
		List<String> submitted = List.of(submit("https://example.com/1"), submit("https://example.com/2"));
		String middle = follow("/events").await(2).getFirst().id();
		assertThat(ids(resume("/events", middle).await(2))).isEqualTo(submitted);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "1-1", "99999999999999-0", "0", "1-2-3" })
	void allTasksWhenLastEventIdIsUnknownBeginAnew(String lastEventId) {
		String id = submit("https://example.com/1");
		assertThat(ids(resume("/events", lastEventId).await(1))).containsExactly(id);
	}

	@Test
	void allTasksWhenTheStreamHasForgottenTheLastEventIdBeginAnew() {
		String id = submit("https://example.com/1");
		String seen = follow("/events").await(1).getLast().id();
		submit("https://example.com/2");
		redis.template().opsForStream().trim("{autoclip}:events", 0);
		String last = submit("https://example.com/3");
		assertThat(ids(resume("/events", seen).await(3))).startsWith(id).endsWith(last).hasSize(3);
	}

	/** Whatever the moment of the break, the pieces of a stream make the whole. */
	@Test
	void allTasksWhenResumedAgainAndAgainAmongManyEventsMissAndRepeatNone() throws InterruptedException {
		Thread busy = Thread.ofVirtual().start(() -> {
			for (int i = 0; i < 300; i++) {
				submit("https://example.com/" + i);
			}
		});
		List<Event> all = new ArrayList<>();
		String seen = "";
		while (all.stream().noneMatch((event) -> event.task().get("url").asString().endsWith("/299"))) {
			EventClient piece = seen.isEmpty() ? follow("/events") : resume("/events", seen);
			await().until(() -> !piece.events().isEmpty());
			List<Event> events = piece.events();
			piece.close();
			boolean inSnapshot = events.getLast().id().equals("0-0");
			if (!inSnapshot) {
				all.addAll(events);
				seen = events.getLast().id();
			}
		}
		busy.join();
		assertThat(ids(all)).doesNotHaveDuplicates();
		List<Integer> numbers = all.stream()
			.map((event) -> Integer
				.parseInt(event.task().get("url").asString().substring("https://example.com/".length())))
			.toList();
		assertThat(numbers).isSorted().hasSize(300 - numbers.getFirst());
	}

	@Test
	void streamWhenNothingHappensHasHeartbeats() {
		EventClient client = follow("/events");
		await().atMost(Duration.ofSeconds(5)).until(() -> client.comments() >= 3);
	}

	/** This client never reads: it neither delays the other, nor is it kept for ever. */
	@Test
	void streamWhenAnotherClientDoesNotReadIsNotDelayed() throws IOException {
		EventHub hub = this.api.bean(EventHub.class);
		await().until(() -> hub.size() == 0);
		try (Socket deaf = new Socket()) {
			deaf.setReceiveBufferSize(4096);
			deaf.connect(new InetSocketAddress("127.0.0.1", this.api.port()));
			deaf.getOutputStream()
				.write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			String id = submit("https://example.com/0");
			EventClient client = follow("/tasks/" + id + "/events");
			AttemptId attempt = this.workshop.begin(id);
			for (int i = 1; i <= 12_000; i++) {
				this.workshop.progress(attempt, i);
				if (i % 500 == 0) {
					client.await(i);
				}
			}
			this.workshop.succeed(attempt);
			assertThat(client.awaitEnd().getLast().status()).isEqualTo("succeeded");
			await().atMost(Duration.ofSeconds(20)).until(() -> hub.size() == 0);
		}
	}

	@Test
	void streamWhenARecordIsOfANewerAutoClipLeavesItOut() {
		EventClient client = follow("/events");
		redis.template().opsForStream().add("{autoclip}:events", Map.of("schema", "99", "doc", "{}"));
		redis.template().opsForStream().add("{autoclip}:events", Map.of("odd", "entry"));
		String id = submit("https://example.com/1");
		assertThat(ids(client.await(1))).containsExactly(id);
	}

	@Test
	void streamsOfOneClientAreLimitedAndNobodyElses() {
		Map<String, Object> settings = Map.of("autoclip.events.client-streams", 2, "autoclip.events.heartbeat", "300ms",
				"autoclip.trusted-proxies", "127.0.0.1");
		try (Replica replica = following(Replica.start(redis.port(), settings));
				EventClient first = of(replica, "203.0.113.1");
				EventClient second = of(replica, "203.0.113.1");
				EventClient other = of(replica, "203.0.113.2")) {
			assertThat(List.of(first, second, other)).allMatch((client) -> client.response().statusCode() == 200);
			assertThat(of(replica, "203.0.113.1").response().statusCode()).isEqualTo(429);
			Answer refused = replica.get("/events", "X-Forwarded-For", "203.0.113.1");
			assertThat(refused.status()).isEqualTo(429);
			assertThat(refused.json().get("code").asString()).isEqualTo("too_many_client_streams");
			assertThat(refused.header("Retry-After")).isEqualTo("5");
			EventHub hub = replica.bean(EventHub.class);
			assertThat(hub.size()).isEqualTo(3);
			first.close();
			await().until(() -> hub.size() == 2);
			assertThat(of(replica, "203.0.113.1").response().statusCode()).isEqualTo(200);
		}
	}

	/** A replica is asked before it follows the events itself. */
	private Replica following(Replica started) {
		await().until(() -> {
			try (EventClient client = of(started, "203.0.113.9")) {
				return client.response().statusCode() == 200;
			}
		});
		await().until(() -> started.bean(EventHub.class).size() == 0);
		return started;
	}

	private EventClient of(Replica replica, String client) {
		return keep(EventClient.open(replica, "/events", "X-Forwarded-For", client));
	}

	@Test
	void headWhenAskedDoesNotHang() {
		Answer answer = Replica.send(this.api.request("/events").method("HEAD", BodyPublishers.noBody()));
		assertThat(answer.status()).isEqualTo(200);
	}

	@Test
	void closeWhenStreamsAreOpenIsQuick() {
		Replica replica = Replica.start(redis.port(), Map.of());
		EventClient client = keep(EventClient.open(replica, "/events"));
		Instant before = Instant.now();
		replica.close();
		assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
		assertThat(client.awaitEnd()).isEmpty();
	}

}
