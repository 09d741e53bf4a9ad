package io.autoclip.worker.egress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HostTests {

	@ParameterizedTest
	@CsvSource({ "Example.COM, example.com", "example.com., example.com", "a_b.example, a_b.example",
			"xn--nxasmq6b.gr, xn--nxasmq6b.gr", "1.example, 1.example", "0x7f.example, 0x7f.example" })
	void ofWhenName(String text, String name) {
		assertThat(Host.of(text)).isEqualTo(new Host(name, null));
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, 127.0.0.1", "127.0.0.1., 127.0.0.1", "255.255.255.255, 255.255.255.255",
			"[::1], 0:0:0:0:0:0:0:1", "[::FFFF:127.0.0.1], 127.0.0.1", "[fe80::1], fe80:0:0:0:0:0:0:1" })
	void ofWhenAddress(String text, String address) {
		assertThat(Host.of(text).address()).isNotNull()
			.satisfies((found) -> assertThat(found.getHostAddress()).isEqualTo(address));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "a..b", "a.b..", "2130706433", "017700000001", "0x7f000001", "0x7f.1",
			"0x7f.0.0.0x1", "127.1", "127.0.1", "0177.0.0.1", "127.0.0.01", "127.0.0.1.1", "256.0.0.1", "1.2.3",
			"example.1", "example.0x", "user@example.com", "exa mple.com", "ex%61mple.com", "example.com:80",
			"example.com/a", "a\\b", "b\u00fccher.de", "\uff11\uff12\uff17.0.0.1", "127\u30020\u30020\u30021", "[::1",
			"::1", "[]", "[::1%lo]", "[fe80::1%251]", "[127.0.0.1]", "[::1]a", "[::g]", "[v1.a]", "[[::1]]" })
	void refusedWhenMalformedOrOdd(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Host.of(text));
	}

	@Test
	void refusedWhenTooLong() {
		assertThatIllegalArgumentException().isThrownBy(() -> Host.of("a".repeat(64) + ".example"));
		assertThatIllegalArgumentException().isThrownBy(() -> Host.of("abcdefg.".repeat(32) + "example"));
	}

}
