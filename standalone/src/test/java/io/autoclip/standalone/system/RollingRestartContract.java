package io.autoclip.standalone.system;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;

import io.autoclip.standalone.servers.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both replicas of the api and both workers are replaced one after another while people
 * use them. Nothing is lost, and no request fails.
 */
abstract class RollingRestartContract {

	private static final Log logger = LogFactory.getLog(RollingRestartContract.class);

	/**
	 * How long a replica that is told to stop goes on while it says that it is not ready.
	 */
	private static final String DRAIN = "--autoclip.drain=1s";

	private final TestSystem system;

	/**
	 * Where the load balancer knows replicas, those that are about to stop among them.
	 */
	private final List<String> addresses = new CopyOnWriteArrayList<>();

	private volatile boolean over;

	RollingRestartContract(TestServers servers) {
		this.system = new TestSystem(servers);
	}

	@AfterEach
	void stop() {
		this.over = true;
		this.system.close();
	}

	private ConfigurableApplicationContext startReplica() {
		ConfigurableApplicationContext replica = this.system.startReplica(this.system.connections(), DRAIN,
				"--autoclip.site.limit=8");
		this.addresses.add(TestSystem.api(replica).address());
		return replica;
	}

	@Test
	void nothingIsLostAndNoRequestFails() throws InterruptedException {
		List<ConfigurableApplicationContext> replicas = List.of(startReplica(), startReplica());
		List<ConfigurableApplicationContext> workers = List.of(this.system.startWorker(), this.system.startWorker());
		List<Client> clients = List.of(new Client(0, 400), new Client(1, 400), new Client(2, 0), new Client(3, 0));
		List<Thread> threads = clients.stream().map((client) -> Thread.ofPlatform().start(client)).toList();
		Thread.sleep(2000);
		for (int i = 0; i < 2; i++) {
			replace(replicas.get(i));
			this.system.stop(workers.get(i));
			this.system.startWorker();
		}
		Thread.sleep(2000);
		this.over = true;
		for (Thread thread : threads) {
			thread.join();
		}
		assertNothingLost(clients);
	}

	/** The new one is there before the old one goes, as orchestrators do it. */
	private void replace(ConfigurableApplicationContext old) {
		String address = TestSystem.api(old).address();
		startReplica();
		this.system.stop(old);
		this.addresses.remove(address);
	}

	private void assertNothingLost(List<Client> clients) {
		assertThat(clients).allSatisfy((client) -> {
			assertThat(client.failures).isEmpty();
			assertThat(client.answers.get()).isGreaterThan(5);
		});
		List<String> tasks = clients.stream().flatMap((client) -> client.accepted.stream()).toList();
		logger.info("Rolling restart: " + tasks.size() + " tasks, "
				+ clients.stream().mapToInt((client) -> client.answers.get()).sum() + " answers, refused connections "
				+ clients.stream().mapToInt((client) -> client.refused.get()).sum());
		Api api = new Api(this.addresses.getFirst());
		for (String task : tasks) {
			JsonNode ended = api.end(task, Duration.ofMinutes(2));
			assertThat(ended.get("status").asString()).as(ended.toString()).isEqualTo("succeeded");
		}
		assertThat(this.system.objects().stream().filter((key) -> key.endsWith("/video.json"))).hasSameSizeAs(tasks);
	}

	/**
	 * Somebody behind a load balancer, which asks each replica five times a second
	 * whether it is ready, and takes another one when a connection is refused.
	 */
	private final class Client implements Runnable {

		private static final long LOOK_NANOS = 200_000_000;

		private final HttpClient http = HttpClient.newHttpClient();

		private final int number;

		private final int pause;

		private final Queue<String> failures = new ConcurrentLinkedQueue<>();

		private final List<String> accepted = new ArrayList<>();

		private final AtomicInteger answers = new AtomicInteger();

		private final AtomicInteger refused = new AtomicInteger();

		private List<String> ready = List.of();

		private long lookedAt;

		private int turn;

		/** Gives links if it pauses between them, else asks for the list all the time. */
		Client(int number, int pause) {
			this.number = number;
			this.pause = pause;
		}

		@Override
		public void run() {
			for (int i = 0; !RollingRestartContract.this.over; i++) {
				try {
					answer((this.pause > 0) ? post(i) : send("/tasks?limit=5", HttpRequest.newBuilder()));
					Thread.sleep(this.pause);
				}
				catch (Exception ex) {
					this.failures.add(ex.toString());
				}
			}
			this.http.close();
		}

		private HttpResponse<String> post(int i) throws Exception {
			String path = "/client" + this.number + "-" + i + ".mp4";
			String url = RollingRestartContract.this.system.origin().file(path, Media.clip());
			return send("/task",
					HttpRequest.newBuilder()
						.header("Content-Type", "application/json")
						.POST(BodyPublishers.ofString("{\"url\": \"" + url + "\"}")));
		}

		private void answer(HttpResponse<String> answer) {
			this.answers.incrementAndGet();
			if (answer.statusCode() == 202) {
				this.accepted.add(new JsonMapper().readTree(answer.body()).get("id").asString());
			}
			else if (answer.statusCode() != 200) {
				this.failures.add(answer.statusCode() + " " + answer.body());
			}
		}

		private HttpResponse<String> send(String path, HttpRequest.Builder request) throws Exception {
			for (int tries = 0;; tries++) {
				try {
					String replica = next();
					return this.http.send(request.uri(URI.create(replica + path)).build(), BodyHandlers.ofString());
				}
				catch (ConnectException ex) {
					this.refused.incrementAndGet();
					this.lookedAt = 0;
					if (tries == 3) {
						throw ex;
					}
				}
			}
		}

		private String next() {
			if (System.nanoTime() - this.lookedAt > LOOK_NANOS || this.lookedAt == 0) {
				this.ready = RollingRestartContract.this.addresses.stream().filter(this::isReady).toList();
				this.lookedAt = System.nanoTime();
			}
			return this.ready.get(this.turn++ % this.ready.size());
		}

		private boolean isReady(String address) {
			try {
				HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/readyz")).build();
				return this.http.send(request, BodyHandlers.discarding()).statusCode() == 200;
			}
			catch (Exception ex) {
				return false;
			}
		}

	}

}
