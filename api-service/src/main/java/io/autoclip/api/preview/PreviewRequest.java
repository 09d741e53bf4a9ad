package io.autoclip.api.preview;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.task.Output;
import io.autoclip.task.SourceUrl;
import io.autoclip.task.TaskKind;
import io.autoclip.task.TaskWish;

/**
 * What a client sends to be told what is behind a link.
 *
 * @param url the link
 */
@Schema(description = "A wish to be told what is behind a link.")
record PreviewRequest(@Schema(description = "The link, as for a task.", maxLength = SourceUrl.MAX_LENGTH,
		requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String url) {

	TaskWish wish(String owner, Output output) {
		if (this.url == null) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST, "The field url is missing.");
		}
		return new TaskWish(TaskKind.PREVIEW, new SourceUrl(this.url), owner, output, false, null);
	}

}
