package io.autoclip.task;

import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;

/**
 * What limits and fairness count by: the registrable domain of a link by the
 * public-suffix list ({@code www.example.co.uk} → {@code example.co.uk}), with the short
 * names of large sites folded into the long ones; for an IP address or a name of one
 * label, host and port.
 *
 * @param name the name of the site
 */
public record Site(@JsonValue String name) {

	/**
	 * Where tasks stand that ask no site: no host has this name, which has no port behind
	 * it.
	 */
	public static final Site LOCAL = new Site("local");

	private static final Map<String, String> ALIASES = Map.of("youtu.be", "youtube.com", "youtube-nocookie.com",
			"youtube.com", "fb.watch", "facebook.com", "dai.ly", "dailymotion.com", "redd.it", "reddit.com",
			"twitter.com", "x.com", "b23.tv", "bilibili.com", "instagr.am", "instagram.com");

	/**
	 * Takes a name as it stands in records.
	 */
	@JsonCreator
	public Site {
	}

	/**
	 * Finds the site that a name belongs to.
	 * @param name a host, with a port if the site has one in its name
	 * @return the site
	 * @throws InvalidSourceUrlException if it is no host
	 */
	public static Site named(String name) {
		return new SourceUrl("http://" + name).site();
	}

	static Site of(String host, int port) {
		String name = withoutTrailingDot(host.toLowerCase(Locale.ROOT));
		if (InetAddresses.isInetAddress(name) || !InternetDomainName.isValid(name)) {
			return new Site(name + ":" + port);
		}
		InternetDomainName domain = InternetDomainName.from(name);
		if (!domain.hasParent()) {
			return new Site(name + ":" + port);
		}
		String registrable = domain.isUnderPublicSuffix() ? domain.topPrivateDomain().toString() : name;
		return new Site(ALIASES.getOrDefault(registrable, registrable));
	}

	// "localhost." is the same host as "localhost", and must not be another site.
	private static String withoutTrailingDot(String host) {
		return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
