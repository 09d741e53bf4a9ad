package io.autoclip.storage;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What an outer address must be, whatever it leads to: an absolute http or https URL with
 * a host and, at most, port and path.
 */
public final class PublicUrl {

	private PublicUrl() {
	}

	/**
	 * Checks an address that an operator has set.
	 * @param setting the name of the setting, for the message
	 * @param url the address; absent is allowed
	 * @throws IllegalArgumentException if it is no address of a site
	 */
	public static void check(String setting, @Nullable URI url) {
		Assert.isTrue(url == null || isSite(url),
				() -> setting + " is no http or https URL of a host and, at most, port and path: " + url);
	}

	private static boolean isSite(URI url) {
		return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null
				&& url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
	}

}
