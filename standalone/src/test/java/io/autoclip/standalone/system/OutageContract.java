package io.autoclip.standalone.system;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.autoclip.standalone.servers.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store is silent for the api: it takes connections and answers nothing. What can be
 * done without it goes on as before, what cannot is told in time, and everything comes
 * back by itself. Times are compared with the time-outs, which are seconds, so that a
 * busy machine does not matter.
 */
abstract class OutageContract {

	private static final Log logger = LogFactory.getLog(OutageContract.class);

	/** A request that waited for a store would take longer. */
	private static final Duration QUICK = Duration.ofSeconds(1);

	private static final Duration BACK = Duration.ofSeconds(15);

	private final TestSystem system;

	private final Cables cables;

	private final AtomicInteger files = new AtomicInteger();

	private Api api;

	OutageContract(TestServers servers) {
		this.system = new TestSystem(servers);
		this.cables = new Cables(servers);
	}

	@BeforeEach
	void start() {
		this.system.startWorker();
		this.api = TestSystem.api(this.system.startReplica(this.cables.connections()));
	}

	@AfterEach
	void stop() {
		this.cables.mendAll();
		this.system.close();
		this.cables.close();
	}

	private static void report(String what, Burst burst) {
		logger.info(what + ": " + burst);
	}

	/** Asks for the list until it has been asked often enough, beside whatever hangs. */
	private Burst list() {
		return Burst.inTurn(60, () -> this.api.get("/tasks"));
	}

	private void assertAsQuickAs(Burst before, Burst beside) {
		assertThat(beside.statuses()).containsExactly(200);
		assertThat(beside.worst()).isLessThan(QUICK);
		assertThat(beside.median()).isLessThan(before.median().multipliedBy(5).plusMillis(200));
	}

	/** Defect 16 of the original: with the storage away, one request stalls all. */
	@Test
	void silentStorageHoldsUpOnlySoManyWhoNeedItAndNobodyElse() {
		String video = this.api.video(file("/stored.mp4")).get("id").asString();
		Burst before = list();
		this.cables.objectStorage().hold();
		Future<Burst> hanging = Burst.atOnce(100, () -> this.api.get("/videos/" + video + "/download"));
		Burst beside = list();
		String task = this.api.submit(file("/meanwhile.mp4"));
		assertThat(hanging.isDone()).as("they hang all the while").isFalse();
		Burst hung = Burst.join(hanging);
		report("GET /tasks before", before);
		report("GET /tasks beside a silent storage", beside);
		report("downloads from a silent storage", hung);
		assertAsQuickAs(before, beside);
		assertThat(hung.statuses()).containsExactly(503);
		assertThat(hung.answers()).allSatisfy((answer) -> assertUnavailable(answer.response(), "storage_unavailable"));
		assertThat(hung.worst()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(12));
		assertThat(hung.within(Duration.ofSeconds(4))).as("refused at once").isEqualTo(100 - 32);
		assertThat(this.api.end(task).get("status").asString()).as("the worker's cable is well").isEqualTo("succeeded");
		this.cables.objectStorage().mend();
		Awaitility.await("downloads again")
			.atMost(BACK)
			.until(() -> this.api.get("/videos/" + video + "/download").statusCode() == 302);
	}

	@Test
	void silentBrokerHoldsUpNobodyAndTasksRunWhenItIsBack() throws InterruptedException {
		this.api.video(file("/first.mp4"));
		Burst before = list();
		this.cables.broker().hold();
		Burst atOnce = Burst.inTurn(10, this::post);
		Thread.sleep(Duration.ofSeconds(7)); // by now it is known to be silent
		Burst later = Burst.inTurn(10, this::post);
		Burst beside = list();
		report("POST to a silent broker at once", atOnce);
		report("POST to a silent broker later", later);
		report("GET /tasks beside a silent broker", beside);
		assertThat(List.of(atOnce, later)).allSatisfy((burst) -> {
			assertThat(burst.statuses()).containsExactly(202);
			assertThat(burst.worst()).isLessThan(QUICK);
		});
		assertAsQuickAs(before, beside);
		assertThat(count("queued")).isEqualTo(20);
		this.cables.broker().mend();
		awaitAllSucceeded(21);
	}

	/** Nobody has a connection then, and each would try for itself. */
	@Test
	void storeThatIsSilentFromTheStartIsToldWithinTheTimeOut() {
		this.cables.redis().hold();
		Api late = TestSystem.api(this.system.startReplica(this.cables.connections()));
		Burst first = Burst.join(Burst.atOnce(50, () -> late.get("/tasks")));
		report("GET /tasks from a Redis that was silent from the start", first);
		assertThat(first.statuses()).containsExactly(503);
		assertThat(first.worst()).isLessThan(Duration.ofSeconds(5));
		this.cables.redis().mend();
		Awaitility.await("the list").atMost(BACK).until(() -> late.get("/tasks").statusCode() == 200);
	}

	@Test
	void silentStoreIsToldWithinTheTimeOutAndNothingPilesUp() {
		this.api.video(file("/first.mp4"));
		this.cables.redis().hold();
		Future<Burst> posts = Burst.atOnce(50, this::post);
		Burst first = Burst.join(Burst.atOnce(50, () -> this.api.get("/tasks")));
		Burst posted = Burst.join(posts);
		Burst then = Burst.join(Burst.atOnce(200, () -> this.api.get("/tasks")));
		report("GET /tasks from a silent Redis at first", first);
		report("POST to a silent Redis at first", posted);
		report("GET /tasks from a silent Redis then", then);
		assertThat(List.of(first, posted, then)).allSatisfy((burst) -> {
			assertThat(burst.statuses()).containsExactly(503);
			assertThat(burst.worst()).isLessThan(Duration.ofSeconds(4));
			assertThat(burst.answers())
				.allSatisfy((answer) -> assertUnavailable(answer.response(), "store_unavailable"));
		});
		Awaitility.await("refusals at once").atMost(BACK).until(() -> list503().compareTo(QUICK) < 0);
		this.cables.redis().mend();
		Awaitility.await("the list again").atMost(BACK).until(() -> this.api.get("/tasks").statusCode() == 200);
		assertThat(this.api.video(file("/again.mp4"))).isNotNull();
	}

	private Duration list503() {
		Burst burst = Burst.inTurn(5, () -> this.api.get("/tasks"));
		assertThat(burst.statuses()).containsExactly(503);
		return burst.worst();
	}

	/**
	 * What was told to have failed may have been done; the key makes it safe to ask
	 * again.
	 */
	@Test
	void requestWhoseAnswerWasLostIsRepeatedWithoutASecondTask() {
		String body = "{\"url\": \"" + file("/keyed.mp4") + "\"}";
		this.cables.redis().hold(Relay.Direction.TO_CLIENT);
		assertUnavailable(this.api.post("/task", body, "once"), "store_unavailable");
		this.cables.redis().mend();
		Awaitility.await("an answer")
			.atMost(BACK)
			.until(() -> this.api.post("/task", body, "once").statusCode() == 202);
		awaitAllSucceeded(1);
	}

	@Test
	void brokerThatIsNotHeardConfirmsNothingAndNoTaskRunsTwice() {
		this.api.video(file("/first.mp4"));
		this.cables.broker().hold(Relay.Direction.TO_CLIENT);
		for (int i = 0; i < 5; i++) {
			post();
		}
		Awaitility.await("those that got through").atMost(BACK).until(() -> count("succeeded") > 1);
		this.cables.broker().mend();
		awaitAllSucceeded(6);
		for (JsonNode task : this.api.json("/tasks?limit=100").get("items")) {
			assertThat(task.get("attempt").asInt()).isEqualTo(1);
		}
	}

	/** As behind a firewall that has forgotten them: neither side is told. */
	@Test
	void halfOpenConnectionsAreMadeAnew() {
		String video = this.api.video(file("/first.mp4")).get("id").asString();
		this.cables.abandonAll();
		Awaitility.await("a task that is accepted").atMost(BACK).until(() -> post().statusCode() == 202);
		awaitAllSucceeded((int) tasks());
		Awaitility.await("downloads again")
			.atMost(BACK)
			.until(() -> this.api.get("/videos/" + video + "/download").statusCode() == 302);
	}

	@Test
	void connectionsThatAreCutComeBack() {
		this.api.video(file("/first.mp4"));
		for (Relay cable : List.of(this.cables.redis(), this.cables.broker(), this.cables.objectStorage())) {
			cable.cut();
			Burst refused = Burst.inTurn(5, () -> this.api.get("/tasks"));
			assertThat(refused.worst()).isLessThan(Duration.ofSeconds(4));
			cable.mend();
			Awaitility.await("a task that is accepted").atMost(BACK).until(() -> post().statusCode() == 202);
		}
		awaitAllSucceeded((int) tasks());
	}

	private HttpResponse<String> post() {
		return this.api.post("/task", "{\"url\": \"" + file("/file" + this.files.incrementAndGet() + ".mp4") + "\"}");
	}

	private String file(String path) {
		return this.system.origin().file(path, Media.clip());
	}

	private long tasks() {
		return this.api.json("/tasks?limit=100").get("items").size();
	}

	private int count(String status) {
		return this.api.json("/tasks?limit=100&status=" + status).get("items").size();
	}

	private void awaitAllSucceeded(int tasks) {
		Supplier<String> statuses = () -> this.api.json("/tasks?limit=100")
			.get("items")
			.findValuesAsString("status")
			.toString();
		Awaitility.await("the end of " + tasks + " tasks")
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(count("succeeded")).as(statuses.get()).isEqualTo(tasks));
		assertThat(tasks()).isEqualTo(tasks);
	}

	private static void assertUnavailable(HttpResponse<String> answer, String code) {
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.body()).contains("\"" + code + "\"");
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
	}

}
