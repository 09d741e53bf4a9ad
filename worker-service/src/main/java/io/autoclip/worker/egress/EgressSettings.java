package io.autoclip.worker.egress;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the way out is set up. There is no switch that turns it off.
 *
 * @param allow what downloads may reach beside the public internet: {@code CIDR}, address
 * or {@code host}, each with an optional {@code :port}; IPv6 in brackets; without a port
 * every port
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param key the secret that the proxy and its clients share; without one each process
 * draws its own
 * @param url where the proxy runs, if not in this process: {@code http://host:port}; it
 * needs the same key
 */
@ConfigurationProperties("autoclip.egress")
public record EgressSettings(@DefaultValue List<String> allow, @DefaultValue("127.0.0.1") String host,
		@DefaultValue("0") int port, @Nullable String key, @Nullable URI url) {

	@Override
	public String toString() {
		return "EgressSettings[allow=%s, host=%s, port=%d, url=%s]".formatted(this.allow, this.host, this.port,
				this.url);
	}

}
