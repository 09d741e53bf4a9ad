package io.autoclip.api.clip;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.clipping.ClippingRules;
import io.autoclip.clip.Clipping;

/**
 * What a client sends to have the scenes of a video found.
 *
 * @param sensitivity how small a change is a cut
 * @param minLength how long a scene lasts at least, in seconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A wish to know where the scenes of a video change.")
record ScenesRequest(
		@Schema(description = "How small a change is a cut. 0.5 by default.", minimum = "0",
				maximum = "1") @Nullable Double sensitivity,
		@Schema(description = "How long a scene lasts at least, in seconds. 0.6 by default.", minimum = "0",
				maximum = "3600") @Nullable Double minLength) {

	Clipping clipping() {
		return Clipping.scenes(ClippingRules.sensitivity(this.sensitivity), ClippingRules.minLength(this.minLength));
	}

}
