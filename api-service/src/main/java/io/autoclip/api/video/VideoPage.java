package io.autoclip.api.video;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A part of the library.
 *
 * @param items videos, newest first
 * @param nextCursor the cursor of the page after this one; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VideoPage(List<VideoResponse> items, @Nullable String nextCursor) {

}
