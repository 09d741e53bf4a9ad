package io.autoclip.api.original;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A link that is the whole answer, as one JSON string.
 *
 * @param url the signed link
 */
@Schema(type = "string")
record OriginalLink(@JsonValue String url) {

}
