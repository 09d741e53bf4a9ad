package io.autoclip.api.video;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DownloadNameTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
			// title | ASCII name | true name
			"A walk by the sea | A walk by the sea | A walk by the sea", //
			"Café Zoë | Cafe Zoe | Café Zoë", //
			"日本語 | video | 日本語", //
			"AC/DC: Live? | AC_DC_ Live_ | AC_DC_ Live_", //
			"../../etc/passwd | _.._etc_passwd | _.._etc_passwd", //
			"a\"; filename=evil.exe | a_; filename=evil.exe | a_; filename=evil.exe", //
			"100% | 100_ | 100%", //
			"`  much   space  ` | much space | much space", //
			".hidden. | hidden | hidden", //
			"-rf | rf | rf", //
			"... | video | video", //
			"NUL | video_NUL | video_NUL", //
			"com1.txt | video_com1.txt | video_com1.txt", //
			"🎬 film | _ film | 🎬 film" })
	void attachmentWhenTitleIsGivenHasBothNames(String title, String ascii, String name) {
		String header = DownloadName.of(title, "mp4").attachment();
		assertThat(header).startsWith("attachment; filename=\"" + ascii + ".mp4\"; filename*=UTF-8''");
		assertThat(trueName(header)).isEqualTo(name + ".mp4");
	}

	@ParameterizedTest
	@CsvSource({ "000A", "000D", "0000", "0009", "007F", "0085", "061C", "200B", "200E", "200F", "2028", "2029", "202A",
			"202E", "2066", "2069", "FEFF", "D800", "E000", "FFFF" })
	void attachmentWhenTitleHasCharactersThatCannotBeSeenLeavesThemOut(String code) {
		char hidden = (char) Integer.parseInt(code, 16);
		String header = DownloadName.of("ab" + hidden + "cd", "mp4").attachment();
		assertThat(trueName(header)).isEqualTo("abcd.mp4");
		assertThat(header).containsPattern("^[\\x20-\\x7e]+$");
	}

	@Test
	void attachmentWhenTitleIsLongKeeps120CharactersAndTheExtension() {
		String name = trueName(DownloadName.of("🎬".repeat(500), "mp4").attachment());
		assertThat(name).isEqualTo("🎬".repeat(120) + ".mp4");
	}

	@Test
	void inlineWhenAskedForSaysSo() {
		assertThat(DownloadName.of("A", "mp4").inline())
			.isEqualTo("inline; filename=\"A.mp4\"; filename*=UTF-8''A.mp4");
	}

	private static String trueName(String header) {
		String encoded = header.substring(header.indexOf("UTF-8''") + 7);
		assertThat(encoded).matches("[A-Za-z0-9!#$&+.^_`|~%-]+");
		return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

}
