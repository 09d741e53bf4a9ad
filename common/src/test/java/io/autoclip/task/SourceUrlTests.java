package io.autoclip.task;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.autoclip.json.StoredJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SourceUrlTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			https://example.com               | https://example.com/
			HTTP://Example.COM:80/A?b=C#D     | http://example.com/A?b=C#D
			https://example.com:443/          | https://example.com/
			https://example.com:8443/         | https://example.com:8443/
			https://example.com/a/../b/./c    | https://example.com/b/c
			https://example.com/ä?q=ö         | https://example.com/%C3%A4?q=%C3%B6
			https://example.com/#ö            | https://example.com/#%C3%B6
			https://bücher.example/           | https://xn--bcher-kva.example/
			https://example.com/%2e%2e/x      | https://example.com/x
			https://example.com/%2F%00        | https://example.com/%2F%00
			https://example.com\\x            | https://example.com/x
			http://[0:0:0:0:0:0:0:1]:8080/    | http://[::1]:8080/
			https://@example.com/             | https://example.com/
			https://example.com/u@h           | https://example.com/u@h
			https://example.com/a?u=http://b/ | https://example.com/a?u=http://b/
			https://example.com/#a#__youtubedl_smuggle=%7B%22referer%22%3A1%7D | https://example.com/#a
			https://example.com/#__youtubedl_smuggle=1#x | https://example.com/
			""")
	void linkIsKeptAsParsed(String link, String parsed) {
		SourceUrl url = new SourceUrl(link);
		assertThat(url).hasToString(parsed);
		assertThat(new SourceUrl(url.value())).isEqualTo(url);
		assertThat(StoredJson.read(StoredJson.write(url), SourceUrl.class)).isEqualTo(url);
	}

	static Stream<String> refused() {
		return Stream.of("", "example.com", "www.example.com/v", "//example.com/v", "/v", "file:///etc/passwd",
				"file://example.com/v", "ftp://example.com/v", "rtmp://example.com/v", "data:text/html,x",
				"javascript:alert(1)", "ytsearch:cats", "ytsearch5:https://example.com/", "http:example.com",
				"https:/example.com/", "https:\\\\example.com/", "--exec=id", "-o/tmp/x", "-https://example.com/",
				" https://example.com/", "https://example.com/ ", "https://example.com/a b", "https://exa mple.com/",
				"https://example.com/\n", "https://example.com/a\tb", "https://example.com/\u0000",
				"https://example.com/\u007f", "https://example.com/\u0085", "https://example.com/\u2028",
				"https://ann@example.com/", "https://ann:pw@example.com/", "https://:pw@example.com/", "https://",
				"https:///", "https://?x", "https://#x", "https://:80/", "https://example.com:99999/",
				"https://example.com:x/", "https://[::1/", "https://[example]/", "https://exa%00mple.com/",
				"https://a..b/", "https://a<b/", "https://&/", "https://a'b/", "https://a^b/", "https://a=b/",
				"hxxps://example.com/", "https:///example.com/", "https:\\\\\\example.com/");
	}

	@ParameterizedTest
	@MethodSource("refused")
	void linkIsRefusedWhenItIsNoPlainWebAddress(String link) {
		assertThatExceptionOfType(InvalidSourceUrlException.class).isThrownBy(() -> new SourceUrl(link));
	}

	@Test
	void linkMayHave2048CharactersAndNoMore() {
		String longest = "https://example.com/" + "x".repeat(SourceUrl.MAX_LENGTH - 20);
		assertThat(new SourceUrl(longest).value()).hasSize(2048).isEqualTo(longest);
		assertThatExceptionOfType(InvalidSourceUrlException.class).isThrownBy(() -> new SourceUrl(longest + "x"));
	}

	@Test
	void linkThatGrowsWhenWrittenAgainIsRefusedAtOnce() {
		String grows = "https://example.com/" + "é".repeat(1000);
		assertThatExceptionOfType(InvalidSourceUrlException.class).isThrownBy(() -> new SourceUrl(grows));
	}

	@Test
	void refusalDoesNotRepeatTheLink() {
		assertThatExceptionOfType(InvalidSourceUrlException.class)
			.isThrownBy(() -> new SourceUrl("https://ann:secret@example.com/"))
			.withMessageNotContaining("secret");
	}

}
