package io.autoclip.standalone.hostile;

import java.util.Locale;

import tools.jackson.databind.JsonNode;

import io.autoclip.standalone.system.Api;

/**
 * One attack by a link.
 *
 * @param name what is tried, in a few words
 * @param attack how the site behaves, and which link is given
 * @param ending how it must end
 */
record Case(String name, Attack attack, Ending ending) {

	/** The api refuses the link itself, with 400 and a problem's code. */
	static Case rejected(String name, String code, Attack attack) {
		return new Case(name, attack, new Ending.Rejected(code));
	}

	/** The task fails with a code. */
	static Case failed(String name, String code, Attack attack) {
		return new Case(name, attack, new Ending.Failed(code));
	}

	/** What is good of it is stored; the check sees that nothing else is. */
	static Case stored(String name, Attack attack, Check check) {
		return new Case(name, attack, new Ending.Stored(check));
	}

	/** The case's part of an address. */
	String slug() {
		return this.name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
	}

	/** How a site behaves. */
	@FunctionalInterface
	interface Attack {

		/** Sets the site up and returns the link that is given to AutoClip. */
		String link(Site site) throws Exception;

	}

	/** What must be true of a stored video. */
	@FunctionalInterface
	interface Check {

		void verify(Api api, JsonNode video) throws Exception;

	}

	/** How a case must end. */
	sealed interface Ending {

		record Rejected(String code) implements Ending {

		}

		record Failed(String code) implements Ending {

		}

		record Stored(Check check) implements Ending {

		}

	}

}
