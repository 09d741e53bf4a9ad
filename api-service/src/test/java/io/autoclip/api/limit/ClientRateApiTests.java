package io.autoclip.api.limit;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.redis.TestRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limit on what a client asks for. It is so low that no machine refills it in a test:
 * of three requests each second at once, then one a second.
 */
class ClientRateApiTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static Replica api;

	@BeforeAll
	static void start() {
		api = Replica.start(redis.port(), Map.of("autoclip.client-rate", 4, "autoclip.trusted-proxies", "127.0.0.1"));
	}

	@AfterAll
	static void stop() {
		api.close();
	}

	private static Answer get(String path, String client) {
		return api.get(path, "X-Forwarded-For", client);
	}

	private static List<Integer> statuses(String path, String client, int count) {
		return IntStream.range(0, count).map((i) -> get(path, client).status()).boxed().toList();
	}

	@Test
	void whoAsksTooMuchIsToldWhenToComeAgainAndNobodyElseIsRefused() {
		assertThat(statuses("/nothing", "203.0.113.1", 100)).contains(404, 429);
		Answer refused = refused("203.0.113.1");
		assertThat(refused.json().get("code").asString()).isEqualTo("too_many_requests");
		assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
		assertThat(refused.header("Retry-After")).isEqualTo("1");
		assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"client\";q=12;w=3");
		assertThat(refused.header("RateLimit")).matches("\"client\";r=0;t=[1-3]");
		assertThat(get("/nothing", "203.0.113.2").status()).isEqualTo(404);
	}

	private static Answer refused(String client) {
		return IntStream.range(0, 100)
			.mapToObj((i) -> get("/nothing", client))
			.filter((answer) -> answer.status() == 429)
			.findFirst()
			.orElseThrow();
	}

	@Test
	void eachCountedAnswerTellsHowMuchIsLeft() {
		Answer first = get("/nothing", "203.0.113.3");
		assertThat(first.header("RateLimit-Policy")).isEqualTo("\"client\";q=12;w=3");
		assertThat(first.header("RateLimit")).matches("\"client\";r=11;t=[01]");
	}

	@Test
	void replicasCountTogether() {
		assertThat(statuses("/nothing", "203.0.113.4", 100)).contains(429);
		try (Replica other = Replica.start(redis.port(),
				Map.of("autoclip.client-rate", 4, "autoclip.trusted-proxies", "127.0.0.1"))) {
			statuses("/nothing", "203.0.113.4", 100);
			String left = other.get("/nothing", "X-Forwarded-For", "203.0.113.4").header("RateLimit");
			assertThat(left).matches("\"client\";r=[0-4];t=\\d");
		}
	}

	@Test
	void bucketIsForgotten() {
		get("/nothing", "203.0.113.5");
		assertThat(redis.template().keys("*203.0.113.5")).containsExactly("{autoclip}:rate:203.0.113.5");
		assertThat(redis.template().getExpire("{autoclip}:rate:203.0.113.5")).isBetween(1L, 20L);
	}

	@Test
	void healthAndThePagesOwnFilesAreNotCounted() {
		assertThat(statuses("/assets/style.css", "203.0.113.6", 50)).containsOnly(200);
		assertThat(statuses("/livez", "203.0.113.6", 50)).containsOnly(200);
		assertThat(get("/livez", "203.0.113.6").header("RateLimit")).isEmpty();
		assertThat(get("/nothing", "203.0.113.6").status()).isEqualTo(404);
	}

	@Test
	void zeroIsNoLimit() {
		Answer answer = Replica.shared(redis).get("/tasks");
		assertThat(answer.header("RateLimit")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1", "::ffff:192.0.2.1, 192.0.2.1", "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::",
			"2001:DB8:1:2::1, 2001:db8:1:2::", "fe80::1%eth0, fe80::", "unknown, unknown" })
	void clientIsAnAddressOrANetwork(String address, String client) {
		assertThat(ClientKey.of(address)).isEqualTo(new ClientKey(client));
	}

}
