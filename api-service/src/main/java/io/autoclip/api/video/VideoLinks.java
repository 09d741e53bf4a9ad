package io.autoclip.api.video;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.video.Storyboard;
import io.autoclip.video.Video;

/**
 * What a client can ask of a video. What the video does not have is absent.
 *
 * @param self the video
 * @param download its bytes
 * @param thumbnail its picture
 * @param storyboard small pictures of all its parts, as WebVTT
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Absolute links; what the video does not have is absent.")
public record VideoLinks(String self, String download, @Nullable String thumbnail, @Nullable String storyboard) {

	static VideoLinks of(Video video, Base base) {
		String self = base.link("/videos/" + video.id());
		return new VideoLinks(self, self + "/download", video.picture().isPresent() ? self + "/thumbnail" : null,
				Storyboard.of(video).isPresent() ? self + "/storyboard" : null);
	}

}
