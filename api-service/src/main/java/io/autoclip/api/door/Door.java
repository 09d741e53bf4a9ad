package io.autoclip.api.door;

import org.springframework.stereotype.Component;

/**
 * The door, as other parts see it.
 */
@Component
public class Door {

	private final DoorSettings settings;

	Door(DoorSettings settings) {
		this.settings = settings;
	}

	/**
	 * Tells whether a token is asked for.
	 * @return whether it is
	 */
	public boolean isLocked() {
		return this.settings.isLocked();
	}

}
