package io.autoclip.api.health;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.redis.TestRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of health, and that nothing else of the actuator is.
 */
class HealthApiTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	@Test
	void livenessSaysNothingElse() {
		Answer answer = this.api.get("/livez");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.response().body()).isEqualTo("{\"status\":\"UP\"}");
	}

	@Test
	void readinessNamesWhatIsMissing() {
		Answer answer = this.api.get("/readyz"); // this Redis keeps nothing
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.json().get("status").asString()).isEqualTo("DOWN");
		assertThat(answer.json().at("/components/store/details/durability").asString()).contains("tasks may be lost");
		assertThat(answer.json().at("/components/readinessState/status").asString()).isEqualTo("UP");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/health", "/health/liveness", "/health/readiness", "/env", "/heapdump",
			"/threaddump", "/configprops", "/beans", "/mappings", "/loggers", "/metrics", "/prometheus", "/shutdown",
			"/info", "/httpexchanges", "/refresh" })
	void nothingOfTheActuatorIsServed(String endpoint) {
		assertThat(this.api.get("/actuator" + endpoint).status()).isEqualTo(404);
		assertThat(this.api.post("/actuator" + endpoint).status()).isIn(404, 405);
		assertThat(this.api.get("/manage" + endpoint).status()).isEqualTo(404);
	}

}
