package io.autoclip.api.http;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ProxyFilterTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/tasks");

	ProxyFilterTests() {
		this.request.setServerName("api-service");
		this.request.setServerPort(8004);
		this.request.setRemoteAddr("10.0.0.9");
	}

	private HttpServletRequest filtered(String publicUrl, String... trusted) throws Exception {
		URI url = (publicUrl != null) ? URI.create(publicUrl) : null;
		MockFilterChain chain = new MockFilterChain();
		new ProxyFilter(new PublicAddressSettings(url, List.of(trusted))).doFilter(this.request,
				new MockHttpServletResponse(), chain);
		return (HttpServletRequest) Objects.requireNonNull(chain.getRequest());
	}

	private void forward(String... headers) {
		for (int i = 0; i < headers.length; i += 2) {
			this.request.addHeader(headers[i], headers[i + 1]);
		}
	}

	@Test
	void requestWhenProxyIsTrustedLooksAsTheClientSentIt() throws Exception {
		forward("X-Forwarded-Proto", "https", "X-Forwarded-Host", "clips.example", "X-Forwarded-Prefix", "/clips/",
				"X-Forwarded-For", "6.6.6.6", "X-Forwarded-For", "198.51.100.1");
		HttpServletRequest seen = filtered(null, "10.0.0.0/8");
		assertThat(seen.getRequestURL()).hasToString("https://clips.example/clips/tasks");
		assertThat(seen.getContextPath()).isEqualTo("/clips");
		assertThat(seen.isSecure()).isTrue();
		assertThat(seen.getRemoteAddr()).isEqualTo("198.51.100.1");
		assertThat(seen.getRemoteHost()).isEqualTo("198.51.100.1");
	}

	@Test
	void requestWhenNobodyIsTrustedStaysAsItCame() throws Exception {
		forward("X-Forwarded-Proto", "https", "x-forwarded-host", "evil.example", "X-Forwarded-Prefix", "/evil",
				"X-Forwarded-For", "6.6.6.6", "Forwarded", "for=6.6.6.6;host=evil.example", "X-Forwarded-Ssl", "on");
		HttpServletRequest seen = filtered(null);
		assertThat(seen.getRequestURL()).hasToString("http://api-service:8004/tasks");
		assertThat(seen.getRemoteAddr()).isEqualTo("10.0.0.9");
		assertThat(Collections.list(seen.getHeaderNames())).isEmpty();
	}

	/** A proxy that does not know this header hands on whatever the client wrote. */
	@Test
	void forwardedWhenProxyIsTrustedIsNotBelievedAllTheSame() throws Exception {
		forward("Forwarded", "for=6.6.6.6;host=evil.example;proto=https");
		HttpServletRequest seen = filtered(null, "10.0.0.9");
		assertThat(seen.getRequestURL()).hasToString("http://api-service:8004/tasks");
		assertThat(seen.getRemoteAddr()).isEqualTo("10.0.0.9");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "X-Forwarded-Proto | javascript", "X-Forwarded-Proto | https, gopher",
			"X-Forwarded-Host | a b", "X-Forwarded-Host | evil.example/x", "X-Forwarded-Host | u:p@evil.example",
			"X-Forwarded-Host | [::1", "X-Forwarded-Host | x:y", "X-Forwarded-Port | -1", "X-Forwarded-Port | x",
			"X-Forwarded-Port | 999999", "X-Forwarded-Prefix | clips", "X-Forwarded-Prefix | //evil.example",
			"X-Forwarded-Prefix | /a?b", "X-Forwarded-Prefix | /a\\b", "X-Forwarded-For | ,, ;" })
	void valueWhenIllFormedIsAsIfItWereNotThere(String name, String value) throws Exception {
		forward(name, value);
		HttpServletRequest seen = filtered(null, "10.0.0.9");
		assertThat(seen.getRequestURL()).hasToString("http://api-service:8004/tasks");
		assertThat(seen.getRemoteAddr()).isEqualTo("10.0.0.9");
	}

	@ParameterizedTest
	@CsvSource({ "https://clips.example, https://clips.example/tasks",
			"https://clips.example/, https://clips.example/tasks",
			"https://clips.example:8443/a/b/, https://clips.example:8443/a/b/tasks",
			"http://[2001:db8::1]/clips, http://[2001:db8::1]/clips/tasks" })
	void requestWhenPublicUrlIsSetLooksAsIfItCameThere(String publicUrl, String url) throws Exception {
		forward("X-Forwarded-Host", "other.example", "X-Forwarded-Prefix", "/other", "X-Forwarded-For", "198.51.100.1");
		assertThat(filtered(publicUrl).getRequestURL()).hasToString(url);
		assertThat(filtered(publicUrl, "10.0.0.9").getRequestURL()).hasToString(url);
		assertThat(filtered(publicUrl).getRemoteAddr()).isEqualTo("10.0.0.9");
		assertThat(filtered(publicUrl, "10.0.0.9").getRemoteAddr()).isEqualTo("198.51.100.1");
	}

	@Test
	void hostWhenIpv6IsKept() throws Exception {
		forward("X-Forwarded-Host", "[2001:db8::1]:8443", "X-Forwarded-Proto", "https");
		assertThat(filtered(null, "10.0.0.9").getRequestURL()).hasToString("https://[2001:db8::1]:8443/tasks");
	}

	@ParameterizedTest
	@ValueSource(strings = { "clips.example", "ftp://clips.example", "https:///x", "https://a@clips.example",
			"https://clips.example?x", "https://clips.example#x" })
	void publicUrlWhenItIsNoSiteIsRefused(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> new PublicAddressSettings(URI.create(url), List.of()))
			.withMessageContaining("AUTOCLIP_PUBLIC_URL");
	}

}
