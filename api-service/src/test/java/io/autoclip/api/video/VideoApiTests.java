package io.autoclip.api.video;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.json.StoredJson;
import io.autoclip.redis.TestRedis;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class VideoApiTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private final Workshop workshop = new Workshop(this.api);

	@BeforeEach
	void emptyStorage() {
		this.api.storage().clear();
	}

	private Video fetch(String title, Map<String, Object> details) {
		return this.workshop.succeed(this.workshop.begin(this.api.submit("https://example.com/1").id()), title,
				details);
	}

	@Test
	void getWhenSiteToldMoreHasItBesideTheDocumentedNames() {
		Video video = fetch("Sea", Map.of("tags", List.of("sea"), "title", "usurped", "content_type", "text/html",
				"file_name", "x", "deep", Map.of("CamelCase", 1)));
		JsonNode json = this.api.get("/videos/" + video.id()).json();
		assertThat(json.get("title").asString()).isEqualTo("Sea");
		assertThat(json.get("content_type").asString()).isEqualTo("video/mp4");
		assertThat(json.get("file_name").asString()).isEqualTo(video.id() + ".mp4");
		assertThat(json.get("deep").get("CamelCase").asInt()).isEqualTo(1);
		assertThat(json.get("thumbnail_url").asString())
			.isEqualTo(this.api.url("/videos/" + video.id() + "/thumbnail"));
		assertThat(json.propertyNames()).doesNotHaveDuplicates()
			.contains("id", "url", "extractor", "uploader", "duration", "width", "height", "format", "size", "sha256",
					"created_at", "tags")
			.doesNotContain("owner", "prefix", "schema", "media", "details");
	}

	/** BASELINE 1: a site without uploader, duration … made the task fail. */
	@Test
	void getWhenSiteToldLittleLeavesThatOut() {
		Video full = fetch("Sea", Map.of());
		Video bare = new Video(Video.SCHEMA, full.id(), full.owner(), full.prefix(), "Sea", full.url(), "Generic", null,
				null, null, null, "mp4", full.media(), null, List.of(), Map.of(), full.createdAt(), null);
		redis.template().opsForValue().set("{autoclip}:video:" + full.id(), StoredJson.write(bare));
		JsonNode json = this.api.get("/videos/" + full.id()).json();
		assertThat(json.propertyNames()).containsExactlyInAnyOrder("id", "file_name", "title", "url", "extractor",
				"format", "content_type", "size", "sha256", "created_at", "pinned", "subtitles", "links");
		assertThat(this.api.get("/videos/" + full.id() + "/thumbnail").status()).isEqualTo(404);
		assertThat(this.api.get("/videos/" + full.id() + "/info").status()).isEqualTo(404);
		assertThat(json.get("links").propertyNames()).containsExactlyInAnyOrder("self", "download");
		for (String path : List.of("/storyboard", "/storyboard.jpg")) {
			Answer answer = this.api.get("/videos/" + full.id() + path);
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.json().get("code").asString()).isEqualTo("file_not_found");
		}
	}

	@Test
	void subtitlesWhenTheyLieBesideTheVideoAreToldAndFound() {
		Video full = fetch("Sea", Map.of());
		List<StoredFile> others = List.of(new StoredFile("subtitles.en.vtt", "text/vtt", 9, "5b".repeat(32)),
				new StoredFile("subtitles.pt-BR.auto.vtt", "text/vtt", 9, "5b".repeat(32)));
		Video video = new Video(Video.SCHEMA, full.id(), full.owner(), full.prefix(), "Sea", full.url(), "Generic",
				null, null, null, null, "mp4", full.media(), full.thumbnail(), others, Map.of(), full.createdAt(),
				null);
		redis.template().opsForValue().set("{autoclip}:video:" + full.id(), StoredJson.write(video));
		others.forEach((file) -> this.api.storage().add(video.key(file), "WEBVTT"));
		String path = "/videos/" + full.id();
		JsonNode told = this.api.get(path).json().get("subtitles");
		assertThat(told.get(0).toString()).isEqualTo(
				"{\"language\":\"en\",\"automatic\":false,\"url\":\"" + this.api.url(path + "/subtitles/en") + "\"}");
		assertThat(told.get(1).get("automatic").asBoolean()).isTrue();
		Answer answer = this.api.get(path + "/subtitles/pt-br");
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).contains("subtitles.pt-BR.auto.vtt").contains("attachment");
		assertThat(this.api.get(path + "/subtitles/de").json().get("code").asString()).isEqualTo("file_not_found");
		assertThat(this.api.get(path + "/thumbnail?size=small").header("Location")).contains("/thumbnail.jpg");
	}

	@Test
	void thumbnailWhenASizeIsAskedForIsOfThatSize() {
		String path = "/videos/" + fetch("Sea", Map.of()).id() + "/thumbnail";
		assertThat(this.api.get(path).header("Location")).contains("/thumbnail.jpg");
		assertThat(this.api.get(path + "?size=large").header("Location")).contains("/thumbnail.jpg");
		assertThat(this.api.get(path + "?size=small").header("Location")).contains("/thumbnail.small.jpg");
		assertThat(this.api.get(path + "?size=huge").json().get("code").asString()).isEqualTo("invalid_parameter");
	}

	@Test
	void detailsWhenOfAnotherShapeAreLeftOut() {
		Video video = fetch("Sea", Map.of("streams", "none", "chapters", List.of(1), "bit_rate", "high"));
		assertThat(this.api.get("/videos/" + video.id()).json().propertyNames()).doesNotContain("streams", "chapters",
				"bit_rate");
	}

	@Test
	void listWhenVideosComeInMeanwhileSkipsAndRepeatsNone() {
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			expected.addFirst(this.workshop.fetch("https://a" + i + ".example/").id().value());
		}
		List<String> seen = new ArrayList<>();
		String query = "?limit=2";
		while (query != null) {
			Answer page = this.api.get("/videos" + query);
			seen.addAll(page.ids());
			this.workshop.fetch("https://new.example/");
			JsonNode next = page.json().get("next_cursor");
			query = (next != null) ? "?limit=2&cursor=" + next.asString() : null;
		}
		assertThat(seen).isEqualTo(expected);
	}

	@Test
	void downloadWhenAskedByABrowserRedirectsToASignedLinkWithTheHumanName() {
		Video video = fetch("Café \u202Efdp.exe", Map.of());
		Answer answer = this.api.get("/videos/" + video.id() + "/download", "Accept",
				"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Cache-Control")).contains("no-store");
		URI location = URI.create(answer.header("Location"));
		assertThat(location.getHost()).isEqualTo("127.0.0.1");
		assertThat(location.getPort()).isEqualTo(9000);
		assertThat(location.getPath()).endsWith("/" + video.prefix() + "media.mp4");
		assertThat(URLDecoder.decode(location.getRawQuery(), StandardCharsets.UTF_8))
			.contains("disposition=attachment; filename=\"Cafe fdp.exe.mp4\"; filename*=UTF-8''Caf%C3%A9%20fdp.exe.mp4")
			.contains("type=video/mp4")
			.contains("expires=600");
	}

	@Test
	void downloadWhenToBePlayedIsInline() {
		Video video = fetch("Sea", Map.of());
		String location = this.api.get("/videos/" + video.id() + "/download?inline=true").header("Location");
		assertThat(location).contains("disposition=inline");
	}

	@Test
	void downloadWhenJsonIsNamedTellsTheLink() {
		Video video = fetch("Sea", Map.of());
		Answer answer = this.api.get("/videos/" + video.id() + "/download", "Accept", "application/json");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Cache-Control")).contains("no-store");
		assertThat(answer.json().get("url").asString()).startsWith("http://127.0.0.1:9000/");
		assertThat(Instant.parse(answer.json().get("expires_at").asString()))
			.isBetween(Instant.now().plus(Duration.ofMinutes(9)), Instant.now().plus(Duration.ofMinutes(11)));
	}

	@Test
	void thumbnailAndInfoWhenThereRedirect() {
		Video video = fetch("Sea", Map.of());
		String thumbnail = this.api.get("/videos/" + video.id() + "/thumbnail").header("Location");
		String info = this.api.get("/videos/" + video.id() + "/info").header("Location");
		assertThat(thumbnail).contains("/thumbnail.jpg?disposition=inline");
		assertThat(info).contains("/info.json?disposition=attachment");
	}

	@Test
	void storyboardWhenThereIsWebVttThatNamesPartsOfTheSheet() {
		String path = "/videos/" + fetch("Sea", Map.of()).id();
		String storyboard = this.api.get(path).json().at("/links/storyboard").asString();
		assertThat(storyboard).isEqualTo(this.api.url(path + "/storyboard"));
		String sheet = storyboard + ".jpg#xywh=";
		Answer answer = this.api.get(path + "/storyboard");
		assertThat(answer.header("Content-Type")).startsWith("text/vtt");
		assertThat(answer.header("Cache-Control")).contains("no-store");
		assertThat(answer.text()).isEqualTo("WEBVTT\n\n00:00:00.000 --> 00:00:04.167\n" + sheet + "0,0,160,90\n\n"
				+ "00:00:04.167 --> 00:00:08.334\n" + sheet + "160,0,160,90\n\n" + "00:00:08.334 --> 00:00:12.500\n"
				+ sheet + "0,90,160,90\n");
		Answer image = this.api.get(path + "/storyboard.jpg");
		assertThat(image.status()).isEqualTo(302);
		assertThat(image.header("Location")).contains("/storyboard.160x90.2.3.4167.jpg?disposition=inline")
			.contains("type=image%2Fjpeg");
	}

	/**
	 * BASELINE 17: the download of an unknown file was 200 with a signed link to nothing.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "/download", "/thumbnail", "/info", "/storyboard", "/storyboard.jpg" })
	void everythingWhenVideoIsUnknownIs404(String path) {
		for (String id : List.of("0a2c4e6g8j0m2p4r6t8w0y2a4c", "nonsense.mp4")) {
			Answer answer = this.api.get("/videos/" + id + path);
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.json().get("code").asString()).isEqualTo("video_not_found");
		}
	}

	/** BASELINE 17, too: the record is there, but its bytes are not. */
	@Test
	void downloadWhenStorageLostTheObjectIs404() {
		Video video = fetch("Sea", Map.of());
		this.api.storage().clear();
		Answer answer = this.api.get("/videos/" + video.id() + "/download");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.json().get("code").asString()).isEqualTo("file_not_found");
	}

	@Test
	void pinWhenSetIsToldEverywhereUntilItIsTakenAway() {
		Video video = fetch("Sea", Map.of());
		String path = "/videos/" + video.id();
		assertThat(isPinned(this.api.get(path))).isFalse();
		for (int time = 0; time < 2; time++) {
			assertThat(isPinned(this.api.post(path + "/pin"))).isTrue();
			assertThat(isPinned(this.api.get(path))).isTrue();
			assertThat(isPinned(this.api.get("/details/" + video.id()))).isTrue();
			assertThat(this.api.get("/videos").json().at("/items/0/pinned").asBoolean()).isTrue();
		}
		for (int time = 0; time < 2; time++) {
			assertThat(isPinned(this.api.delete(path + "/pin"))).isFalse();
			assertThat(isPinned(this.api.get(path))).isFalse();
		}
	}

	private static boolean isPinned(Answer answer) {
		assertThat(answer.status()).isEqualTo(200);
		return answer.json().get("pinned").booleanValue();
	}

	@Test
	void pinWhenVideoIsDeletedGoesWithIt() {
		Video video = fetch("Sea", Map.of());
		String path = "/videos/" + video.id();
		this.api.post(path + "/pin");
		assertThat(this.api.delete(path).status()).isEqualTo(204);
		assertThat(redis.template().hasKey("{autoclip}:pinned")).isFalse();
		assertThat(this.api.post(path + "/pin").json().get("code").asString()).isEqualTo("video_not_found");
		assertThat(this.api.delete(path + "/pin").status()).isEqualTo(404);
		assertThat(redis.template().hasKey("{autoclip}:pinned")).isFalse();
	}

	@Test
	void deleteWhenQuotaIsReachedMakesRoom() {
		Video video = fetch("Sea", Map.of());
		redis.template().opsForHash().put("{autoclip}:settings", "quota_bytes", "4194304");
		Answer refused = this.api.submit("https://example.com/2");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.json().get("code").asString()).isEqualTo("quota_exceeded");
		assertThat(this.api.submit("https://example.com/1").status()).isEqualTo(202); // he
																						// has
																						// it
		this.api.delete("/videos/" + video.id());
		assertThat(this.api.submit("https://example.com/2").status()).isEqualTo(202);
		assertThat(redis.template().hasKey("{autoclip}:held-bytes")).isFalse();
	}

	@Test
	void deleteWhenThereTakesItOutWithItsObjectsAndNoOthers() {
		Video video = fetch("Sea", Map.of());
		Video other = this.workshop.fetch("https://b.example/");
		assertThat(this.api.delete("/videos/" + video.id()).status()).isEqualTo(204);
		assertThat(this.api.get("/videos/" + video.id()).status()).isEqualTo(404);
		assertThat(this.api.get("/videos").ids()).containsExactly(other.id().value());
		assertThat(this.api.storage().list(video.prefix())).isEmpty();
		assertThat(this.api.storage().list(other.prefix())).hasSize(6);
		assertThat(this.api.delete("/videos/" + video.id()).status()).isEqualTo(404);
	}

	@Test
	void deleteWhenOthersHoldItTakesOnlyTheOwnHoldAway() {
		Video video = fetch("Sea", Map.of());
		hold(video, "203.0.113.7");
		assertThat(this.api.delete("/videos/" + video.id()).status()).isEqualTo(204);
		assertThat(this.api.get("/videos/" + video.id()).status()).isEqualTo(200);
		assertThat(this.api.storage().list(video.prefix())).isNotEmpty();
		Answer again = this.api.delete("/videos/" + video.id());
		assertThat(again.status()).isEqualTo(409);
		assertThat(again.json().get("code").asString()).isEqualTo("video_held");
		assertThat(this.api.delete("/videos/" + video.id() + "?everyone=true").status()).isEqualTo(204);
		assertThat(this.api.storage().list(video.prefix())).isEmpty();
	}

	private static void hold(Video video, String owner) {
		redis.template().opsForSet().add("{autoclip}:holders:" + video.id(), owner);
	}

	@Test
	void postWhenLinkIsKnownHasSucceededAtOnce() {
		Video video = fetch("Sea", Map.of());
		Answer answer = this.api.submit(video.url());
		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.json().get("status").asString()).isEqualTo("succeeded");
		assertThat(answer.json().get("video_id").asString()).isEqualTo(video.id().value());
	}

	@Test
	void postWhenTheStorageLostTheFileIsFetchedAnew() {
		Video video = fetch("Sea", Map.of());
		this.api.storage().clear();
		assertThat(this.api.get("/videos/" + video.id() + "/download").status()).isEqualTo(404);
		assertThat(this.api.submit(video.url()).json().get("status").asString()).isEqualTo("queued");
		this.api.storage().add(video.key(video.media()), "back");
		assertThat(this.api.get("/videos/" + video.id() + "/download", "Accept", "application/json").status())
			.isEqualTo(200);
		assertThat(this.api.submit(video.url()).json().get("status").asString()).isEqualTo("succeeded");
	}

	@Test
	void deleteWhenStorageIsAwayTakesItOutAllTheSame() {
		Video video = fetch("Sea", Map.of());
		this.api.storage().setAway(true);
		try {
			assertThat(this.api.delete("/videos/" + video.id()).status()).isEqualTo(204);
		}
		finally {
			this.api.storage().setAway(false);
		}
		assertThat(this.api.get("/videos/" + video.id()).status()).isEqualTo(404);
	}

	/** BASELINE 16: one download with a silent storage stalled the whole api. */
	@Test
	void downloadWhenStorageIsSilentHoldsUpNobodyElse() {
		Video video = fetch("Sea", Map.of());
		CountDownLatch silence = this.api.storage().silence();
		List<CompletableFuture<Answer>> stuck = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			stuck.add(CompletableFuture.supplyAsync(() -> this.api.get("/videos/" + video.id() + "/download"),
					(task) -> Thread.ofVirtual().start(task)));
		}
		Instant before = Instant.now();
		assertThat(this.api.get("/tasks").status()).isEqualTo(200);
		assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
		assertThat(stuck).noneMatch(CompletableFuture::isDone);
		silence.countDown();
		assertThat(stuck).allMatch((answer) -> answer.join().status() == 302);
	}

}
