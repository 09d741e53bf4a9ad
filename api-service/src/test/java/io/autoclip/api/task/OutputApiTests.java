package io.autoclip.api.task;

import java.util.List;
import java.util.Locale;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.Output;
import io.autoclip.task.Task;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutputApiTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	@Test
	void postWhenNothingIsSaidIsAsTheSettingsSay() {
		assertThat(task(post("")).output()).isEqualTo(Output.DEFAULT);
		assertThat(task(post(", \"format\": null, \"force\": null")).output()).isEqualTo(Output.DEFAULT);
	}

	@Test
	void postWhenOutputIsSaidIsInTheTaskAndItsAnswer() {
		Answer accepted = post("""
				, "format": "video", "max_height": 720, "container": "mkv", "audio_codec": "opus",
				"subtitles": ["zh-hant-tw", "EN", "en"], "thumbnail": false, "force": true""");
		String output = """
				{"format":"video","max_height":720,"container":"mkv","audio_codec":"opus",\
				"subtitles":["en","zh-Hant-TW"],"thumbnail":false}""";
		assertThat(accepted.json().get("output")).hasToString(output);
		assertThat(accepted.json().get("force").asBoolean()).isTrue();
		assertThat(this.api.get("/tasks/" + accepted.id()).json().get("output")).hasToString(output);
		assertThat(task(accepted).force()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\"format\": \"audio\", \"max_height\": 720", "\"format\": \"audio\", \"container\": \"mp4\"",
					"\"container\": \"webm\", \"audio_codec\": \"aac\"", "\"max_height\": 143", "\"max_height\": 4321",
					"\"max_height\": -1", "\"subtitles\": [\"english\"]", "\"subtitles\": [\"../en\"]",
					"\"subtitles\": [\"en\\n\"]", "\"subtitles\": [\"\"]", "\"subtitles\": [null]",
					"\"subtitles\": [\"aa\",\"ab\",\"ac\",\"ad\",\"ae\",\"af\",\"ag\",\"ah\",\"ai\",\"aj\",\"ak\"]" })
	void postWhenOutputCannotBeMadeIs400(String output) {
		Answer answer = post(", " + output);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("code").asString()).isEqualTo("invalid_output");
		assertThat(answer.json().get("detail").asString()).endsWith(".");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"format\": \"exe\"", "\"format\": \"VIDEO\"", "\"format\": 0", "\"format\": \"\"",
			"\"max_height\": \"720\"", "\"max_height\": 720.5", "\"container\": [\"mp4\"]", "\"subtitles\": \"en\"",
			"\"subtitles\": [1]", "\"thumbnail\": \"yes\"", "\"thumbnail\": 1", "\"force\": 0" })
	void postWhenOutputIsOfTheWrongKindIs400(String output) {
		Answer answer = post(", " + output);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("code").asString()).isEqualTo("invalid_request");
	}

	@Test
	void batchWhenOutputIsSaidIsForAll() {
		Answer accepted = batch("\"format\": \"audio\", \"force\": true");
		assertThat(accepted.json().at("/items/1/output/format").asString()).isEqualTo("audio");
		assertThat(accepted.json().at("/items/1/force").asBoolean()).isTrue();
		Answer refused = batch("\"max_height\": 1");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().get("code").asString()).isEqualTo("invalid_output");
	}

	private Answer batch(String more) {
		String links = "[\"https://example.com/1\", \"https://example.com/2\"]";
		return this.api.post("/tasks/batch", "{\"urls\": " + links + ", " + more + "}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "''|video|1080|WEBM|OPUS", "format=audio|audio||null|OPUS", "max_height=360|video|360|WEBM|OPUS",
					"audio_codec=aac|video|1080|null|AAC", "container=mp4|video|1080|MP4|OPUS" })
	void settingsHoldAsFarAsTheyGoWithWhatIsSaid(String said, String format, Integer height, String container,
			String sound) {
		OutputSettings settings = new OutputSettings(Output.Format.VIDEO, 1080, Output.Container.WEBM,
				Output.AudioCodec.OPUS, List.of("EN"), true);
		Output output = choice(said).completed(settings);
		assertThat(output.format()).hasToString(format.toUpperCase(Locale.ROOT));
		assertThat(output.maxHeight()).isEqualTo(height);
		assertThat(String.valueOf(output.container())).isEqualTo(container);
		assertThat(output.audioCodec()).hasToString(sound);
		assertThat(output.subtitles()).containsExactly("en");
	}

	@ParameterizedTest
	@CsvSource({ "'',AUDIO", "audio_codec=aac,AUDIO", "max_height=360,VIDEO", "container=mp4,VIDEO" })
	void whoSaysWhatThePictureMustBeGetsOneWhereSoundAloneIsUsual(String said, Output.Format format) {
		OutputSettings settings = new OutputSettings(Output.Format.AUDIO, null, null, null, List.of(), true);
		assertThat(choice(said).completed(settings).format()).isEqualTo(format);
	}

	private static OutputChoice choice(String said) {
		return new OutputChoice(said.equals("format=audio") ? Output.Format.AUDIO : null,
				said.equals("max_height=360") ? 360 : null, said.equals("container=mp4") ? Output.Container.MP4 : null,
				said.equals("audio_codec=aac") ? Output.AudioCodec.AAC : null, null, null);
	}

	private Answer post(String more) {
		return this.api.post("/tasks", "{\"url\": \"https://example.com/1\"" + more + "}");
	}

	private Task task(Answer accepted) {
		return this.api.bean(TaskRepository.class).find(new TaskId(accepted.id())).orElseThrow().task();
	}

}
