package io.autoclip.api.clip;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A part of the clips of a video.
 *
 * @param clips the clips, by where they begin
 * @param nextCursor the cursor of the page after this one; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClipPage(List<ClipResponse> clips, @Nullable String nextCursor) {

}
