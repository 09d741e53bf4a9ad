package io.autoclip.api.video;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.video.Subtitles;
import io.autoclip.video.Video;

/**
 * Subtitles of a video.
 *
 * @param language the BCP 47 tag that they were asked for by
 * @param automatic whether a machine wrote them
 * @param url where they are
 */
@Schema(name = "Subtitles", description = "A WebVTT file beside a video.")
public record SubtitlesResponse(String language, boolean automatic, String url) {

	static List<SubtitlesResponse> of(Video video, Base base) {
		String address = base.link("/videos/" + video.id() + "/subtitles/");
		return Subtitles.of(video)
			.stream()
			.map((each) -> new SubtitlesResponse(each.language(), each.automatic(), address + each.language()))
			.toList();
	}

}
