package io.autoclip.api.door;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.google.common.net.InetAddresses;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The hosts by which the api may be asked while its door is open: addresses,
 * {@code localhost} and what is below it, which browsers never ask DNS for, and the names
 * that the operator gives. Any other name may be one that a site's owner has made lead
 * here, to have his page read what is here as if it came from his own site (DNS
 * rebinding). That holds for names without a dot, too: who owns the network that a
 * visitor's machine is in tells it where they lead.
 *
 * @param hosts names that lead here
 * @param publicUrl the outer address, whose host leads here as well
 */
@ConfigurationProperties("autoclip")
record KnownHosts(@DefaultValue List<String> hosts, @Nullable URI publicUrl) {

	private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

	private static final String THIS_MACHINE = "localhost";

	/**
	 * Checks the names.
	 * @throws IllegalArgumentException if one is none
	 */
	KnownHosts {
		hosts = hosts.stream().map((name) -> canonical(name.strip())).filter((name) -> !name.isEmpty()).toList();
		hosts.forEach((name) -> Assert.isTrue(NAME.matcher(name).matches(),
				() -> "AUTOCLIP_HOSTS has what is no name of a host, without scheme and port: " + name));
	}

	boolean know(String host) {
		String name = canonical(host);
		return InetAddresses.isInetAddress(name) || name.equals(THIS_MACHINE) || name.endsWith("." + THIS_MACHINE)
				|| this.hosts.contains(name) || isOuter(name);
	}

	private boolean isOuter(String name) {
		return this.publicUrl != null && canonical(this.publicUrl.getHost()).equals(name);
	}

	/** A dot at the end says that the name is whole, and is the same name. */
	private static String canonical(String host) {
		String lower = host.toLowerCase(Locale.ROOT);
		return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
	}

}
