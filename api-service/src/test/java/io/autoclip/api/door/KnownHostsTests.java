package io.autoclip.api.door;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which names lead here.
 */
class KnownHostsTests {

	private final KnownHosts hosts = new KnownHosts(List.of(" Clips.Example", "nas", "", "a.b.example."),
			URI.create("https://public.example/clips"));

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "192.0.2.1", "::1", "2001:db8::1", "localhost", "LOCALHOST", "localhost.",
			"a.localhost", "clips.example", "CLIPS.example.", "nas", "a.b.example", "public.example" })
	void nameThatLeadsHereIsKnown(String host) {
		assertThat(this.hosts.know(host)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "x.clips.example", "clips.example.evil.example", "notlocalhost",
			"localhost.evil.example", "127.0.0.1.evil.example", "evil", "127.1", "0x7f.0.0.1", "public", "", ".", "..",
			"clips.example,evil.example" })
	void anyOtherIsNot(String host) {
		assertThat(this.hosts.know(host)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://clips.example", "clips.example:8004", "*.example", "a b", "a..b", "a/b" })
	void whatIsNoNameEndsTheStart(String host) {
		assertThatIllegalArgumentException().isThrownBy(() -> new KnownHosts(List.of(host), null))
			.withMessageContaining("AUTOCLIP_HOSTS");
	}

}
