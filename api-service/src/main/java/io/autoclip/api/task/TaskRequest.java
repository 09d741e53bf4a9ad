package io.autoclip.api.task;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.task.SourceUrl;
import io.autoclip.task.TaskWish;

/**
 * What a client sends to have a video fetched.
 *
 * @param url the link
 */
@Schema(description = "A wish to have a video fetched.")
record TaskRequest(@Schema(description = TaskRequest.LINK, maxLength = SourceUrl.MAX_LENGTH,
		requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String url) {

	private static final String LINK = """
			The link to a page with a video, or to the video itself: http or https, without credentials.""";

	TaskWish wish(String owner) {
		return TaskWish.download(source(), owner);
	}

	private SourceUrl source() {
		if (this.url == null) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST, "The field url is missing.");
		}
		return new SourceUrl(this.url);
	}

}
