package io.autoclip.standalone;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the launcher itself is told by the environment; the services read their own
 * settings from it.
 *
 * @param data {@code AUTOCLIP_DATA}: where everything is kept, default {@code .autoclip}
 * in the working directory
 * @param storagePort {@code AUTOCLIP_STORAGE_PORT}: the port of the links that browsers
 * open, default 9004; another is taken if it is not free; 0 for any
 */
record StandaloneSettings(Path data, int storagePort) {

	private static final String DEFAULT_STORAGE_PORT = "9004";

	static StandaloneSettings from(Map<String, String> environment) {
		String port = environment.getOrDefault("AUTOCLIP_STORAGE_PORT", DEFAULT_STORAGE_PORT);
		return new StandaloneSettings(Path.of(environment.getOrDefault("AUTOCLIP_DATA", ".autoclip")), portOf(port));
	}

	private static int portOf(String text) {
		if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
			throw new IllegalArgumentException("AUTOCLIP_STORAGE_PORT is no port: " + text);
		}
		return Integer.parseInt(text);
	}

}
