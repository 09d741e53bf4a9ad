package io.autoclip.standalone.embedded;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;

/**
 * Where an embedded Redis listens and the password it asks for.
 *
 * @param host a loopback address
 * @param port the TCP port
 * @param password the password of the default user
 */
public record RedisAddress(String host, int port, String password) implements DataRedisConnectionDetails {

	@Override
	public String getPassword() {
		return this.password;
	}

	@Override
	public Standalone getStandalone() {
		return Standalone.of(this.host, this.port);
	}

}
