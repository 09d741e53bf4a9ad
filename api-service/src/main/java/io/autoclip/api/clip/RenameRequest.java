package io.autoclip.api.clip;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends to call a clip something else.
 *
 * @param name the name
 */
@Schema(description = "Another name for a clip.")
record RenameRequest(@Schema(description = "From 1 to 200 characters.", minLength = 1, maxLength = 200,
		requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String name) {

}
