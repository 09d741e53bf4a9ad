package io.autoclip.api.http;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TrustedProxiesTests {

	private final TrustedProxies proxies = new TrustedProxies(List.of("10.1.0.0/16", " 192.0.2.7", "fd00::/8", "::1"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			// peer | X-Forwarded-For | client
			"10.1.2.3 | 198.51.100.1 | 198.51.100.1", //
			"10.1.2.3 | 6.6.6.6, 198.51.100.1 | 198.51.100.1", //
			"10.1.2.3 | 6.6.6.6, 198.51.100.1, 192.0.2.7 | 198.51.100.1", //
			"10.1.2.3 | 198.51.100.1:4711 | 198.51.100.1", //
			"10.1.2.3 | 10.1.9.9, 10.1.8.8 | 10.1.9.9", //
			"10.1.2.3 | 198.51.100.1, unknown | 10.1.2.3", //
			"10.1.2.3 | 198.51.100.1, _hidden, 10.1.8.8 | 10.1.8.8", //
			"10.1.2.3 | 198.51.100.1, localhost | 10.1.2.3", //
			"10.1.2.3 | 999.1.1.1 | 10.1.2.3", //
			"198.51.100.2 | 6.6.6.6 | 198.51.100.2", //
			"10.2.0.1 | 6.6.6.6 | 10.2.0.1", //
			"0:0:0:0:0:0:0:1 | 2001:db8::5 | 2001:db8::5", //
			"fd00::1 | [2001:db8::5]:4711 | 2001:db8::5", //
			"fd00::1 | ::ffff:198.51.100.1 | 198.51.100.1" })
	void clientWhenProxiesForwardIsTheFirstStrangerFromTheRight(String peer, String forwarded, String client) {
		assertThat(this.proxies.client(peer, List.of(forwarded.split(",")))).isEqualTo(client);
	}

	@Test
	void trustsWhenNoneAreSetNobody() {
		TrustedProxies none = new TrustedProxies(List.of());
		assertThat(none.trusts("127.0.0.1")).isFalse();
		assertThat(none.trusts("10.0.0.1")).isFalse();
		assertThat(none.client("127.0.0.1", List.of("6.6.6.6"))).isEqualTo("127.0.0.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "proxy.example", "10.0.0.0/33", "10.0.0/8", "fd00::/129", "", "/8", "*" })
	void createWhenNetworkIsNoneIsRefused(String network) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TrustedProxies(List.of(network)));
	}

}
