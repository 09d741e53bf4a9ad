package io.autoclip.worker.export;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;
import io.autoclip.video.VideoId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExportTemplateTests {

	private static final String ID = "c4f6h8k0n2q4s6v8x0z2b4d6f8";

	static Video video(String title, @Nullable String uploader, byte[] media, Map<String, Object> details) {
		return new Video(Video.SCHEMA, new VideoId(ID), "ann", "videos/" + ID + "/t.1/", title, "https://a.example/1",
				"Generic", uploader, 12.5, 1280, 720, "mp4",
				new StoredFile("media.mp4", "video/mp4", media.length, ExportFolderTests.sha256(media)), null,
				List.of(), details, Instant.parse("2026-11-23T23:59:59Z"), null);
	}

	private static String name(String template, String title, @Nullable String uploader) {
		return ExportTemplate.parse(template).name(video(title, uploader, new byte[0], Map.of())).toString();
	}

	@Test
	void fieldsAreFilledIn() {
		assertThat(name(ExportTemplate.DEFAULT, "A walk", "Ann")).isEqualTo("Ann/A walk [" + ID + "].mp4");
		assertThat(name("{extractor}/{year}/{date} {title} {height}p.{ext}", "A walk", null))
			.isEqualTo("Generic/2026/2026-11-23 A walk 720p.mp4");
		assertThat(ExportTemplate.parse("{date}.{ext}")
			.name(video("x", null, new byte[0], Map.of("upload_date", "20251231")))).hasToString("2025-12-31.mp4");
		assertThat(name("{uploader}/{title}.{ext}", " \u202E ", null)).isEqualTo("Unknown/Unknown.mp4");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
			../../etc/passwd;_.._etc_passwd
			..;_
			a/b\\c;a_b_c
			/etc;_etc
			.hidden;hidden
			dots...;dots
			fdp.\u202Eexe;fdp.exe
			CON;_CON
			nul.txt;_nul.txt
			Lpt1 .x;_Lpt1 .x
			CONCERT;CONCERT
			a:b*c?d"e<f>g|h;a_b_c_d_e_f_g_h
			Jörg 日本 🎬;Jörg 日本 🎬
			""")
	void whatASiteTellsIsOneSafeName(String title, String expected) {
		assertThat(name("{title}.{ext}", title, null)).isEqualTo(expected + ".mp4");
		assertThat(name("{uploader}/x.{ext}", "x", title)).isEqualTo(expected + "/x.mp4");
	}

	@Test
	void textThatCannotBeWrittenIsLeftOut() {
		assertThat(name("{title}.{ext}", "a\uD800b", null)).isEqualTo("ab.mp4");
		assertThat(name("{title}.{ext}", "a\u0000b\u0007c\u2028d", null)).isEqualTo("a b c d.mp4");
		assertThat(name("{title}.{ext}", "e\u0301", null)).isEqualTo("\u00E9.mp4");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "ö", "日", "🎬", ".", "a." })
	void longNamesAreCutBetweenCharactersAndKeepTheirIdAndEnding(String text) {
		String name = name("{uploader} {uploader}/{title} {uploader} [{id}].{ext}", text.repeat(300), text.repeat(300));
		for (Path part : Path.of(name)) {
			assertThat(part.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
			assertThat(part.toString()).doesNotContain("\uFFFD").doesNotEndWith(".").doesNotEndWith(" ");
		}
		assertThat(name).endsWith("[" + ID + "].mp4");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{title}", "{title}.mp4", ".{ext}", "/{title}.{ext}", "{uploader}//{title}.{ext}",
			"../{title}.{ext}", "a/../{title}.{ext}", "./{title}.{ext}", "{titel}.{ext}", "{title.{ext}",
			"title}.{ext}", "{}.{ext}", "a\\{title}.{ext}", "C:/{title}.{ext}", "NUL/{title}.{ext}",
			"a\u0007/{title}.{ext}", "x /{title}.{ext}", "{uploader}/" })
	void templateThatMakesUnsafeNamesIsRefusedAtTheStart(String template) {
		assertThatIllegalArgumentException().isThrownBy(() -> ExportTemplate.parse(template))
			.withMessageStartingWith("AUTOCLIP_EXPORT_TEMPLATE: ");
	}

	@Test
	void idIsAddedWhereItIsMissing() {
		Video video = video("Sea", null, new byte[0], Map.of());
		assertThat(ExportTemplate.parse("{title}.{ext}").unique().name(video)).hasToString("Sea [" + ID + "].mp4");
		ExportTemplate unique = ExportTemplate.parse("{id} {title}.{ext}");
		assertThat(unique.unique()).isSameAs(unique);
	}

}
