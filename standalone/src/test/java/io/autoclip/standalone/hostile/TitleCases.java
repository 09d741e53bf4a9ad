package io.autoclip.standalone.hostile;

import java.util.List;

import org.springframework.web.util.HtmlUtils;

import io.autoclip.standalone.system.Media;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Titles that want to be more than text: where they are shown as names they are clean,
 * and in JSON they are data.
 */
final class TitleCases {

	private TitleCases() {
	}

	static List<Case> all() {
		return List.of(title("script", "<script>alert(1)</script>"));
	}

	private static Case title(String name, String title) {
		return Case.stored(name, (site) -> {
			String media = site.file("video.mp4", Media.clip());
			return site.html("page", "<meta property='og:title' content=\"" + HtmlUtils.htmlEscape(title)
					+ "\"><video src='" + media + "'></video>");
		}, (api, video) -> assertThat(video.get("title").asString()).isNotBlank());
	}

	/** A page with such a title whose picture is the canary's. */
	static Case control() {
		return Case.stored("picture of the page", (site) -> {
			String media = site.file("video.mp4", Media.clip());
			return site.html("page", "<meta property='og:image' content='" + site.secret("picture.jpg")
					+ "'><video src='" + media + "'></video>");
		}, (api, video) -> {
		});
	}

}
