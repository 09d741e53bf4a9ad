package io.autoclip.standalone.hostile;

import java.util.List;
import java.util.stream.Stream;

/**
 * Links to addresses that are not public, in all the ways in which an address may be
 * written.
 */
final class AddressCases {

	private static final String DENIED = "egress_denied";

	/** To the canary, if any of these spellings were read as this machine's address. */
	private static final List<String> SPELLINGS = List.of("127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "2130706433",
			"0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0x7f.1", "127.0.0.01", "127.0.0.2", "0.0.0.0",
			"0", "localhost", "LOCALHOST", "localhost.", "%31%32%37.0.0.1", "127%2e0%2e0%2e1",
			"\uff11\uff12\uff17.0.0.1", "127\u30020\u30020\u30021",
			"\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3", "[::1]", "[::]", "[::ffff:127.0.0.1]",
			"[::ffff:7f00:1]", "[::127.0.0.1]", "[0:0:0:0:0:ffff:7f00:0001]");

	/** Where nobody must even knock. */
	private static final List<String> INNER = List.of("10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1",
			"169.254.169.254", "168.63.129.16", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.0.0.1",
			"192.88.99.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]",
			"[ff02::1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::1]", "[2001:0:7f00:1::1]",
			"[2001:db8::1]", "[3fff::1]", "[100::1]", "[fec0::1]", "[5f00::1]", "[::ffff:169.254.169.254]",
			"[::ffff:0:127.0.0.1]");

	private AddressCases() {
	}

	static List<Case> all() {
		return Stream
			.of(SPELLINGS.stream().map(AddressCases::spelt), INNER.stream().map(AddressCases::inner), rejected())
			.flatMap((cases) -> cases)
			.toList();
	}

	static Case control() {
		return Case.failed("loopback", DENIED, (site) -> site.secret("video.mp4"));
	}

	/** The api's parser writes what it takes in the one spelling that egress judges. */
	private static Case spelt(String host) {
		Case.Attack attack = (site) -> site.secret("video.mp4").replace("127.0.0.1", host);
		return Case.failed("spelt " + name(host), DENIED, attack);
	}

	private static Case inner(String host) {
		return Case.failed("inner " + name(host), DENIED, (site) -> "http://" + host + "/video.mp4");
	}

	private static Stream<Case> rejected() {
		return Stream
			.of("http://[fe80::1%25lo]/", "http://[::1%lo]/", "http://good.example@{inner}/",
					"http://good.example:80@{inner}/", "http://{inner}%00.good.example/", "http://[127.0.0.1]/",
					"http://[::1/", "http://{inner}:99999/", "ftp://{inner}/", "file:///etc/passwd",
					"gopher://{inner}/", "//{inner}/", "http:\\\\{inner}/", "http://{inner}\\@good.example/ ",
					"ytsearch:canary", "-http://{inner}/")
			.map((link) -> Case.rejected("rejected " + link.replace("{inner}", "inner"), "invalid_url",
					(site) -> link.replace("{inner}", site.secret("").replaceAll("http://|/.*", ""))));
	}

	private static String name(String host) {
		return host.codePoints().allMatch((character) -> character < 128) ? host
				: "in wide " + Integer.toHexString(host.hashCode());
	}

}
