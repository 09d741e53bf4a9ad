package io.autoclip.worker.egress;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EgressCredentialsTests {

	private final EgressCredentials credentials = new EgressCredentials("Jefe");

	@Test
	void passwordIsTheHmacOfTheName() {
		// RFC 4231, test case 2
		assertThat(this.credentials.password("what do ya want for nothing?"))
			.isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	}

	@Test
	void userWhenThePasswordIsRight() {
		assertThat(this.credentials.user(this.credentials.header("task.1"))).isEqualTo("task.1");
		assertThat(this.credentials.user(this.credentials.header("task.1").replace("Basic", "basic")))
			.isEqualTo("task.1");
	}

	@Test
	void noUserWhenThePasswordIsAnotherUsers() {
		String stolen = "task.2:" + this.credentials.password("task.1");
		assertThat(this.credentials.user("Basic " + base64(stolen))).isNull();
	}

	@Test
	void noUserWhenTheKeyIsAnother() {
		assertThat(new EgressCredentials(null).user(this.credentials.header("task.1"))).isNull();
		assertThat(new EgressCredentials(" ").user(new EgressCredentials(" ").header("task.1"))).isNull();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "Basic", "Basic ", "Basic !!!", "Bearer dGFzay4xOng=", "Basic dGFzay4x",
			"Basic dGFzay4xOg==", "Basic Og==" })
	void noUserWhenMalformed(String header) {
		assertThat(this.credentials.user(header)).isNull();
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
