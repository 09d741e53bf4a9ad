package io.autoclip.worker.egress;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EgressRulesTests {

	@ParameterizedTest
	@CsvSource({ "8.8.8.8, 80, true", "8.8.8.8, 443, true", "8.8.8.8, 22, false", "8.8.8.8, 8080, false",
			"2606:4700::1111, 443, true", "127.0.0.1, 80, false", "169.254.169.254, 80, false", "::1, 443, false" })
	void allowWhenListIsEmpty(String address, int port, boolean allowed) {
		EgressRules rules = EgressRules.of(List.of());
		assertThat(rules.allow(new Host("a.example", null), Host.literal(address), port)).isEqualTo(allowed);
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 10.255.0.1, 1, true", "10.0.0.0/8, 11.0.0.1, 1, false", "10.0.0.1/8, 10.2.0.1, 1, true",
			"10.0.0.0/8:8080, 10.0.0.1, 8080, true", "10.0.0.0/8:8080, 10.0.0.1, 8081, false",
			"127.0.0.1, 127.0.0.1, 9, true", "127.0.0.1, 127.0.0.2, 9, false", "127.0.0.1:9, 127.0.0.1, 9, true",
			"127.0.0.1:9, 127.0.0.1, 10, false", "0.0.0.0/0, 192.168.1.1, 1, true", "0.0.0.0/0, ::1, 1, false",
			"[::1], ::1, 9, true", "[::1]:9, ::1, 10, false", "[fd00::/8], fdff::1, 9, true",
			"[fd00::]/8, fdff::1, 9, true", "[fd00::/8]:443, fdff::1, 443, true", "[fd00::]/8:443, fdff::1, 80, false",
			"[fd00::/8], fe80::1, 9, false", "8.8.8.8:22, 8.8.8.8, 22, true" })
	void allowWhenAddressIsListed(String entry, String address, int port, boolean allowed) {
		EgressRules rules = EgressRules.of(List.of("192.0.2.1", entry));
		assertThat(rules.allow(new Host("a.example", null), Host.literal(address), port)).isEqualTo(allowed);
	}

	@ParameterizedTest
	@CsvSource({ "media.example, media.example, 9, true", "Media.Example., media.example, 9, true",
			"media.example:9, media.example, 9, true", "media.example:9, media.example, 10, false",
			"media.example, other.example, 9, false", "media.example, a.media.example, 9, false",
			"localhost:9, localhost, 9, true" })
	void allowWhenNameIsListed(String entry, String asked, int port, boolean allowed) {
		EgressRules rules = EgressRules.of(List.of(entry));
		assertThat(rules.allow(new Host(asked, null), Host.literal("10.0.0.1"), port)).isEqualTo(allowed);
	}

	@Test
	void notAllowedWhenTheAddressBehindAListedNameIsAskedForItself() {
		EgressRules rules = EgressRules.of(List.of("media.example"));
		assertThat(rules.allow(Host.of("10.0.0.1"), Host.literal("10.0.0.1"), 80)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "10.0.0.0/33", "[::]/129", "10.0.0.0/", "10.0.0.0/x", "10.0.0/8", "127.1",
			"fd00::/8", "::1", "[fd00::/8]/8", "[::ffff:10.0.0.0/104]", "host:0", "host:65536", "host:", "host:http",
			"host/8", "*.example.com", "http://example.com", "user@host", "[10.0.0.1]", "[::1%lo]", "a b", "host:1:2" })
	void refusedWhenMalformed(String entry) {
		assertThatIllegalArgumentException().isThrownBy(() -> EgressRules.of(List.of("10.0.0.0/8", entry)))
			.withMessageContaining("autoclip.egress.allow")
			.withMessageContaining("'" + entry + "'");
	}

}
