package io.autoclip.standalone.hostile;

import java.util.List;

/**
 * Requests to the api that no honest client sends: bodies and headers.
 */
final class RequestCases {

	private RequestCases() {
	}

	static List<RequestCase> all() {
		return List.of(new RequestCase("body that is no JSON", RequestCase.post("/task", "application/json", "{"), 400,
				"malformed_json"));
	}

	/** What the requests of this class are after. */
	static Case control() {
		return Case.stored("link to the canary", (site) -> site.secret("video.mp4"), (api, video) -> {
		});
	}

}
