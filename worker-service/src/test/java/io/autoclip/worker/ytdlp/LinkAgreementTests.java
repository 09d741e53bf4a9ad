package io.autoclip.worker.ytdlp;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.autoclip.task.InvalidSourceUrlException;
import io.autoclip.task.SourceUrl;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Java decides which site a link leads to, Python goes there: both must read the same
 * host in whatever Java lets through. Links are drawn from a fixed seed, of pieces that
 * parsers are known to disagree about.
 */
class LinkAgreementTests {

	private static final int DRAWN = 80_000;

	private static final List<String> SCHEMES = List.of("http://", "https://", "HTTP://", "http:///", "http:/", "http:",
			"http:\\\\", "https://\\", "//", "ftp://", "-http://", "ytsearch:http://", " http://", "file://", "");

	private static final List<String> HOSTS = List.of("good.example", "127.0.0.1", "127.1", "0x7f.1", "2130706433",
			"0177.0.0.1", "[::1]", "[::ffff:7f00:1]", "[::1%25lo]", "EXAMPLE.com", "a.b.", "b\u00fccher.example",
			"127\u30020\u30020\u30021", "\uff11\uff12\uff17.0.0.1", "%31%32%37.0.0.1", "a%2eb", "a_b.example", "xn--a",
			"\u24d0.example", "fa\u00df.de", "\u200d.example", "a\u00adb.example", "\u212a.example", "localhost",
			"1.2.3.4.5", "a..b", "-a.example", "\ud83d\ude00.example", "");

	private static final List<String> PIECES = List.of("@", ":", ":80", ":443@", "\\", "\\@", "/", "//", "/..", "?",
			"#", "#@", "?@", ";", "%00", "%2f", "%40", "%5c", "[", "]", "{", "|", "^", "`", "\t", "\n", "\u00a0",
			"\u2028", "\u202e", "\ufeff", "\u0000", "&", "=", "+", "'", "\"", "<", "~", "\u00e9", "good.example",
			"127.0.0.1", "evil@", "x");

	private final Random random = new Random(6);

	@Test
	void javaAndPythonReadTheSameHost(@TempDir Path folder) throws Exception {
		List<String> links = Stream.generate(this::link)
			.limit(DRAWN)
			.flatMap(LinkAgreementTests::taken)
			.distinct()
			.toList();
		assertThat(links).hasSizeGreaterThan(1000);
		assertThat(links).allMatch((link) -> link.matches("https?://[!-~]+") && link.length() <= SourceUrl.MAX_LENGTH);
		List<String> hosts = links.stream().map((link) -> requireNonNull(HttpUrl.parse(link)).host()).toList();
		assertThat(python(folder, links)).zipSatisfy(hosts,
				(read, host) -> assertThat(read).isEqualTo("[\"%1$s\", \"%1$s\", \"%1$s\"]".formatted(host)));
	}

	private String link() {
		StringBuilder link = new StringBuilder(pick(SCHEMES));
		List<Supplier<String>> parts = List.of(() -> pick(HOSTS), () -> pick(PIECES), () -> pick(PIECES));
		for (int i = 1 + this.random.nextInt(5); i > 0; i--) {
			link.append(parts.get(this.random.nextInt(parts.size())).get());
		}
		return link.toString();
	}

	private String pick(List<String> all) {
		return all.get(this.random.nextInt(all.size()));
	}

	/** The form of a link that is used afterwards; parsing that again changes nothing. */
	private static Stream<String> taken(String link) {
		try {
			SourceUrl url = new SourceUrl(link);
			assertThat(new SourceUrl(url.value())).isEqualTo(url);
			return Stream.of(url.value());
		}
		catch (InvalidSourceUrlException ex) {
			return Stream.empty();
		}
	}

	private static List<String> python(Path folder, List<String> links) throws Exception {
		Path in = Files.write(folder.resolve("links"), links);
		Path out = folder.resolve("hosts");
		Path errors = folder.resolve("errors");
		String python = System.getenv().getOrDefault("AUTOCLIP_PYTHON", "python3");
		ProcessBuilder builder = new ProcessBuilder(python, "-B", "-m", "support.hosts_of_links")
			.directory(Path.of("src", "test", "python").toFile())
			.redirectInput(in.toFile())
			.redirectOutput(out.toFile())
			.redirectError(errors.toFile());
		assertThat(builder.start().waitFor()).as(Files.readString(errors, StandardCharsets.UTF_8)).isZero();
		return Files.readAllLines(out);
	}

}
