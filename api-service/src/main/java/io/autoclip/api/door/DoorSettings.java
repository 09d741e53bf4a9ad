package io.autoclip.api.door;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the door is locked, and where it leads to.
 *
 * @param token what lets in; empty for an open door
 * @param publishedOn the address that clients' connections come to: the one that the api
 * listens on, or the host's that leads to it
 */
@ConfigurationProperties("autoclip")
record DoorSettings(@DefaultValue("") String token, @DefaultValue("") String publishedOn) {

	/** A secret that comes from a file may end with a line. */
	DoorSettings {
		token = token.strip();
	}

	boolean isLocked() {
		return !this.token.isEmpty();
	}

}
