package io.autoclip.api.http;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.autoclip.storage.PublicUrl;

/**
 * How clients reach the api.
 *
 * @param publicUrl the address, an absolute http or https URL, with a path if a proxy
 * strips one; by default the one that each request came to
 * @param trustedProxies the addresses and networks (CIDR) of the proxies whose
 * {@code X-Forwarded-*} headers are believed; by default nobody's
 */
@ConfigurationProperties("autoclip")
record PublicAddressSettings(@Nullable URI publicUrl, @DefaultValue List<String> trustedProxies) {

	/**
	 * Checks the address.
	 * @throws IllegalArgumentException if the public URL is no address of a site
	 */
	PublicAddressSettings {
		PublicUrl.check("AUTOCLIP_PUBLIC_URL", publicUrl);
	}

}
