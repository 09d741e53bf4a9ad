package io.autoclip.worker.egress;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EgressTargetTests {

	@ParameterizedTest
	@CsvSource({ "http://a.example/v.mp4?x=1, http://a.example:80/v.mp4?x=1, a.example",
			"HTTP://A.Example, http://a.example:80/, a.example", "http://a.example:, http://a.example:80/, a.example",
			"http://a.example?x=/, http://a.example:80/?x=/, a.example",
			"http://a.example:8080/, http://a.example:8080/, a.example:8080",
			"http://a.example./@b.example, http://a.example:80/@b.example, a.example",
			"http://[::1]:81/a, http://[::1]:81/a, [::1]:81" })
	void ofWhenAbsolute(String uri, String rewritten, String hostHeader) {
		EgressTarget target = read(HttpMethod.GET, uri);
		assertThat(target.uri()).isEqualTo(rewritten);
		assertThat(target.hostHeader()).isEqualTo(hostHeader);
		assertThat(target.isTunnel()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "A.example:443, a.example:443", "127.0.0.1:80, 127.0.0.1:80", "[::1]:443, [::1]:443" })
	void ofWhenConnect(String uri, String rewritten) {
		EgressTarget target = read(HttpMethod.CONNECT, uri);
		assertThat(target.uri()).isEqualTo(rewritten);
		assertThat(target.isTunnel()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "*", "/http://a.example/", "a.example/", "https://a.example/", "ws://a.example/",
			"ftp://a.example/", "http:/a.example/", "http:///a", "http://:80/", "http://user@a.example/",
			"http://u:p@a.example/", "http://8.8.8.8:80@127.0.0.1/", "http://a.example#@b.example/",
			"http://a.example\\@b.example/", "http://a.example:99999/", "http://a.example:0/", "http://a.example:8x/",
			"http://127.1/", "http://0x7f000001/", "http://2130706433/", "http://[fe80::1%25lo]/", "http://[::1]x/",
			" http://a.example/" })
	void refusedWhenNotAbsolute(String uri) {
		assertThatIllegalArgumentException().isThrownBy(() -> read(HttpMethod.GET, uri));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.example", "a.example:", ":443", "a.example:443/", "http://a.example:443",
			"u@a.example:443", "a.example:0", "a.example:65536", "127.1:443", "[::1]", "::1:443", "a.example:443:80" })
	void refusedWhenNotAuthority(String uri) {
		assertThatIllegalArgumentException().isThrownBy(() -> read(HttpMethod.CONNECT, uri));
	}

	private static EgressTarget read(HttpMethod method, String uri) {
		return EgressTarget.of(new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, uri));
	}

}
