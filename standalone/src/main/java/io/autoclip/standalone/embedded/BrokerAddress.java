package io.autoclip.standalone.embedded;

import java.util.List;

import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;

/**
 * Where an embedded AMQP 0-9-1 broker listens and who may connect. The virtual host is
 * the broker's default one.
 *
 * @param host a loopback address
 * @param port the TCP port
 * @param username the only user
 * @param password the user's password
 */
public record BrokerAddress(String host, int port, String username,
		String password) implements RabbitConnectionDetails {

	@Override
	public String getUsername() {
		return this.username;
	}

	@Override
	public String getPassword() {
		return this.password;
	}

	@Override
	public List<Address> getAddresses() {
		return List.of(new Address(this.host, this.port));
	}

}
