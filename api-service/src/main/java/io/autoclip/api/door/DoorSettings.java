package io.autoclip.api.door;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Whether the door is locked, and where it leads to.
 *
 * @param token what lets in, at least 16 characters; empty for an open door
 * @param publishedOn the address that clients' connections come to: the one that the api
 * listens on, or the host's that leads to it
 */
@ConfigurationProperties("autoclip")
record DoorSettings(@DefaultValue("") String token, @DefaultValue("") String publishedOn) {

	private static final int SHORTEST = 16;

	/**
	 * Takes the token; a secret that comes from a file may end with a line.
	 * @throws IllegalArgumentException if it is so short that it can be guessed
	 */
	DoorSettings {
		token = token.strip();
		Assert.isTrue(token.isEmpty() || token.length() >= SHORTEST, "AUTOCLIP_TOKEN can be guessed: it needs "
				+ SHORTEST + " characters at least. This makes a good one: openssl rand -hex 24");
	}

	boolean isLocked() {
		return !this.token.isEmpty();
	}

}
