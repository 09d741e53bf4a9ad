package io.autoclip.standalone.hostile;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.autoclip.standalone.hostile.Case.Ending;
import io.autoclip.standalone.system.Leftovers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A case whose link has been given to AutoClip.
 *
 * @param of the case
 * @param link the link
 * @param answer what the api said
 */
record Submission(Case of, String link, HttpResponse<String> answer) {

	private static final JsonMapper JSON = new JsonMapper();

	static Submission of(Case of, String path, Stage stage) {
		try {
			String link = of.attack().link(stage.site("/" + path + "/" + of.slug()));
			String wish = JSON.writeValueAsString(Map.of("url", link, "subtitles", List.of("en")));
			return new Submission(of, link, stage.api().post("/task", wish));
		}
		catch (Exception ex) {
			throw new AssertionError(of.name() + " cannot be set up", ex);
		}
	}

	void verify(Stage stage, Duration patience) throws Exception {
		switch (this.of.ending()) {
			case Ending.Rejected(String code) -> {
				assertThat(this.answer.statusCode()).as(this.answer.body()).isEqualTo(400);
				assertThat(JSON.readTree(this.answer.body()).get("code").asString()).isEqualTo(code);
			}
			case Ending.Failed(String code) -> verifyFailed(code, stage, patience);
			case Ending.Stored(Case.Check check) -> {
				JsonNode task = awaitEnd(stage, patience);
				assertThat(task.get("status").asString()).as("%s", task).isEqualTo("succeeded");
				assertThat(stage.objectsHolding(stage.canary().secret(), id())).isEmpty();
				check.verify(stage.api(), stage.api().json("/videos/" + task.get("video_id").asString()));
			}
		}
	}

	private void verifyFailed(String code, Stage stage, Duration patience) throws IOException {
		JsonNode task = awaitEnd(stage, patience);
		assertThat(task.get("status").asString()).as("%s", task).isEqualTo("failed");
		assertThat(task.get("error").get("code").asString()).as("%s\n%s", task, log(stage)).isEqualTo(code);
		assertThat(task.get("video_id").isNull()).isTrue();
		assertThat(stage.system().objects()).noneMatch((key) -> key.contains(id()));
		assertThat(Leftovers.attemptDirectories(stage.system().scratch()))
			.noneMatch((directory) -> directory.getFileName().toString().startsWith(id()));
	}

	JsonNode awaitEnd(Stage stage, Duration patience) {
		assertThat(this.answer.statusCode()).as("%s: %s", this.link, this.answer.body()).isEqualTo(202);
		return stage.api().end(id(), patience);
	}

	private String log(Stage stage) {
		return stage.api().get("/tasks/" + id() + "/log").body();
	}

	private String id() {
		return JSON.readTree(this.answer.body()).get("id").asString();
	}

}
