package io.autoclip.api.page;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private String body(String path) {
		Answer answer = this.api.get(path, "Accept", "text/html,*/*;q=0.8");
		assertThat(answer.status()).as(path).isEqualTo(200);
		assertThat(answer.header("Content-Type")).startsWith("text/html");
		return answer.response().body();
	}

	@Test
	void pagesWhenAskedForAreThere() {
		assertThat(body("/")).contains("\"assets/index.js\"").doesNotContain("=\"/");
		assertThat(body("/video/0a2c4e6g8j0m2p4r6t8w0y2a4c")).contains("\"../assets/video.js\"").doesNotContain("=\"/");
		assertThat(this.api.get("/assets/index.js").header("Content-Type")).contains("javascript");
	}

	@Test
	void docsWhenAskedForLeadToSwaggerUi() {
		Answer redirect = this.api.get("/docs");
		assertThat(redirect.status()).isEqualTo(302);
		assertThat(body(redirect.header("Location").replace(this.api.url(""), ""))).contains("Swagger UI");
	}

	@Test
	void problemsPageWhenReadListsEveryFailureAndRunsNothing() {
		String page = body("/docs/problems");
		for (FailureCode code : FailureCode.values()) {
			assertThat(page).contains("<dt id=\"task-" + code.text() + "\">");
		}
		assertThat(page).contains("{&quot;url&quot;: ")
			.doesNotContain("=\"/", "<script", "style=", "{problems}", "{failures}");
	}

}
