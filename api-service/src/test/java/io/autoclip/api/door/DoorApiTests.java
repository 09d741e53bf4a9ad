package io.autoclip.api.door;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.file.FileLinks;
import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.redis.TestRedis;
import io.autoclip.video.StoredFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The lock, from outside.
 */
@ExtendWith(OutputCaptureExtension.class)
class DoorApiTests {

	private static final String HTML = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";

	private static final String RIGHT = "Bearer " + Replica.TOKEN;

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.locked(redis);

	private Answer signIn(String token, String then, String... headers) {
		String form = "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8) + "&then="
				+ URLEncoder.encode(then, StandardCharsets.UTF_8);
		var request = this.api.request("/sign-in")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form));
		return Replica.send((headers.length > 0) ? request.headers(headers) : request);
	}

	private static String cookie(Answer signedIn) {
		String set = signedIn.header("Set-Cookie");
		return set.substring(0, set.indexOf(';'));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/index.html", "/video/x", "/video.html", "/tasks", "/events", "/videos/x/download",
			"/docs", "/docs/problems", "/swagger-ui/index.html", "/openapi.json", "/info", "/assets/index.js",
			"/nothing", "/error", "/sign-in/x", "/assets/style.css/x", "/actuator/health" })
	void everythingWithoutTheTokenIs401(String path) {
		Answer answer = this.api.get(path);
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.json().get("code").asString()).isEqualTo("unauthorized");
		assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"AutoClip\"");
		assertThat(answer.header("Set-Cookie")).isEmpty();
	}

	@Test
	void changesWithoutTheTokenAre401AndChangeNothing() {
		assertThat(this.api.submit("https://example.com/1").status()).isEqualTo(401);
		assertThat(this.api.delete("/videos/0a2c4e6g8j0m2p4r6t8w0y2a4c").status()).isEqualTo(401);
		assertThat(Replica.shared(redis).get("/tasks").ids()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz", "/sign-in", "/assets/style.css", "/assets/favicon.svg" })
	void whatTheSignInPageAndPlatformsNeedIsOpen(String path) {
		assertThat(this.api.get(path).status()).isIn(200, 503);
		assertThat(Replica.send(this.api.request(path).method("HEAD", BodyPublishers.noBody())).status()).isIn(200,
				503);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer ", "bearer ", "BEARER  " })
	void tokenLetsIn(String scheme) {
		assertThat(this.api.get("/tasks", "Authorization", scheme + Replica.TOKEN).status()).isEqualTo(200);
		assertThat(this.api.get("/nothing", "Authorization", scheme + Replica.TOKEN).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer x", "Bearer ", "Bearer", "Basic x", "a token, which no one guesses" })
	void whatIsNotTheTokenDoesNotLetIn(String header) {
		assertThat(this.api.get("/tasks", "Authorization", header).status()).isEqualTo(401);
	}

	@Test
	void wrongTokenIsToldApartFromNone() {
		assertThat(this.api.get("/tasks", "Authorization", "Bearer x").header("WWW-Authenticate"))
			.contains("error=\"invalid_token\"");
	}

	@Test
	void browserIsSentToTheSignInPageAndBack() {
		Answer sent = this.api.get("/video/x?a=b&c", "Accept", HTML);
		assertThat(sent.status()).isEqualTo(302);
		assertThat(sent.header("Location")).endsWith("/sign-in?then=%2Fvideo%2Fx%3Fa%3Db%26c");
		Answer page = this.api.get("/sign-in?then=%2Fvideo%2Fx%3Fa%3Db%26c", "Accept", HTML);
		assertThat(page.response().body()).contains("name=\"then\" value=\"/video/x?a=b&amp;c\"")
			.doesNotContain("<script");
		Answer in = signIn(Replica.TOKEN, "/video/x?a=b&c");
		assertThat(in.status()).isEqualTo(302);
		assertThat(in.header("Location")).endsWith("/video/x?a=b&c");
		assertThat(in.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/")
			.doesNotContain("Secure", Replica.TOKEN);
		assertThat(this.api.get("/tasks", "Cookie", cookie(in)).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example",
			"javascript:alert(1)", "", "x", "/a\r\nSet-Cookie: x=y", "/\t/evil.example", "/..//x", "/a//b", "/../x",
			"/./x", "/a/..", "/a/%2E%2e/x" })
	void nobodyIsSentToAnotherSite(String then, CapturedOutput output) {
		Answer in = signIn(Replica.TOKEN, then);
		assertThat(in.status()).isEqualTo(302);
		assertThat(in.header("Location")).isIn("/", this.api.url("/"));
		assertThat(output.getAll()).doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/docs/", "/?from=//a/../b", "/video/x?a=b&c#d", "/...", "/.well-known" })
	void whoWasOnTheWaySomewhereIsSentThere(String then) {
		assertThat(signIn(Replica.TOKEN, then).header("Location")).endsWith(then);
	}

	@Test
	void scriptInTheAddressOfTheSignInPageIsText() {
		assertThat(this.api.get("/sign-in?then=/%22%3E%3Cscript%3E").response().body()).doesNotContain("<script");
	}

	@Test
	void cookieIsForHttpsAloneWhereTheBrowserUsesIt() {
		Answer in = signIn(Replica.TOKEN, "/", "X-Forwarded-Proto", "https", "X-Forwarded-Prefix", "/clips");
		assertThat(in.header("Set-Cookie")).contains("; Secure", "Path=/clips");
		assertThat(in.header("Location")).endsWith("/clips/");
	}

	@Test
	void wrongTokenInTheFormIsToldOnThePage() {
		Answer refused = signIn("x", "/video/x");
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.header("Content-Type")).startsWith("text/html");
		assertThat(refused.response().body()).contains("That is not the token.", "value=\"/video/x\"");
		assertThat(refused.header("Set-Cookie")).doesNotContain("autoclip-sign-in");
	}

	@Test
	void formOfAnotherSiteIsRefused() {
		assertThat(signIn(Replica.TOKEN, "/", "Origin", "https://evil.example").status()).isEqualTo(403);
	}

	@Test
	void signingOutTakesTheCookieAndOnlyAPostDoesIt() {
		String cookie = cookie(signIn(Replica.TOKEN, "/"));
		assertThat(this.api.get("/sign-out", "Cookie", cookie).header("Set-Cookie")).isEmpty();
		Answer out = Replica.send(this.api.request("/sign-out").header("Cookie", cookie).POST(BodyPublishers.noBody()));
		assertThat(out.status()).isEqualTo(302);
		assertThat(out.header("Location")).endsWith("/sign-in");
		assertThat(out.header("Set-Cookie")).contains("autoclip-sign-in=;", "Expires=Thu, 01 Jan 1970");
	}

	@Test
	void cookieOpensEveryReplicaAndDiesWithTheToken() {
		String cookie = cookie(signIn(Replica.TOKEN, "/"));
		try (Replica same = Replica.start(redis.port(), Map.of("autoclip.token", Replica.TOKEN + "\n"));
				Replica other = Replica.start(redis.port(), Map.of("autoclip.token", "another token, as good"))) {
			assertThat(same.get("/tasks", "Cookie", cookie).status()).isEqualTo(200);
			assertThat(other.get("/tasks", "Cookie", cookie).status()).isEqualTo(401);
		}
	}

	@Test
	void cookieOfAnotherTokenIsNoGuess() {
		String cookie = cookie(signIn(Replica.TOKEN, "/"));
		try (Replica other = Replica.start(redis.port(),
				Map.of("autoclip.token", "another token, as good", "autoclip.trusted-proxies", "127.0.0.1"))) {
			for (int i = 0; i < 12; i++) {
				assertThat(other.get("/tasks", "Cookie", cookie, "X-Forwarded-For", "203.0.113.20").status())
					.isEqualTo(401);
			}
		}
	}

	@Test
	void cookieThatHasExpiredIsForgottenAndNoGuess() {
		String over = this.api.bean(SignInCookie.class).make(Instant.now().minusSeconds(1));
		for (int i = 0; i < 12; i++) {
			Answer answer = withCookie(over, "203.0.113.21");
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.header("Set-Cookie")).contains("autoclip-sign-in=;", "Max-Age=0");
		}
	}

	static List<String> forgedCookies() {
		String own = "0f".repeat(32);
		CookieKey guessed = new CookieKey(redis.template()) {

			@Override
			String read() {
				return own;
			}

		};
		String made = new SignInCookie(new DoorSettings(Replica.TOKEN, ""), guessed).make();
		String end = made.substring(0, made.indexOf('.'));
		return List.of(made, madeFromTheTokenAlone(), end, end + ".", end + "..", "." + end, "..", "x", "=", "%zz:1",
				"AAAA", made + "\u00e9", made.substring(0, made.length() - 1), "99999999999999999999" + made);
	}

	/** As AutoClip once made them, which had only to be given a right guess. */
	private static String madeFromTheTokenAlone() {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(Replica.TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			String key = HexFormat.of().formatHex(mac.doFinal("AutoClip: door, version 1".getBytes()));
			long end = Instant.now().plusSeconds(1000).toEpochMilli();
			String content = "visitor:" + end + ":" + key + ":" + key;
			String signature = HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
			return Base64.getEncoder()
				.withoutPadding()
				.encodeToString(("visitor:" + end + ":SHA256:" + signature).getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("forgedCookies")
	void forgedCookieDoesNotLetIn(String forged, CapturedOutput output) {
		signIn(Replica.TOKEN, "/"); // there is a key
		assertThat(withCookie(forged, "203.0.113.22").status()).isEqualTo(401);
		assertThat(output.getAll()).doesNotContain("ERROR", "\tat ");
	}

	@Test
	void forgerHasToWaitAndWhoIsSignedInHasNot() {
		String forger = "203.0.113.23";
		String right = cookie(signIn(Replica.TOKEN, "/"));
		String forged = forgedCookies().getFirst();
		for (int i = 0; i < 10; i++) {
			assertThat(withCookie(forged, forger).status()).isEqualTo(401);
		}
		Answer refused = withCookie(forged, forger);
		assertThat(refused.status()).isEqualTo(429);
		assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
		assertThat(from(forger, RIGHT).status()).isEqualTo(429);
		assertThat(this.api.get("/tasks", "Cookie", right, "X-Forwarded-For", forger).status()).isEqualTo(200);
	}

	private Answer withCookie(String value, String client) {
		return this.api.get("/tasks", "Cookie", "autoclip-sign-in=" + value, "X-Forwarded-For", client);
	}

	@Test
	void keyOfCookiesIsDrawnOnceForAllReplicas() {
		signIn(Replica.TOKEN, "/");
		String key = redis.template().opsForValue().get("{autoclip}:sign-in-key");
		assertThat(key).matches("[0-9a-f]{64}");
		signIn(Replica.TOKEN, "/");
		assertThat(redis.template().opsForValue().get("{autoclip}:sign-in-key")).isEqualTo(key);
		redis.template().delete("{autoclip}:sign-in-key");
		signIn(Replica.TOKEN, "/");
		assertThat(redis.template().opsForValue().get("{autoclip}:sign-in-key")).isNotEqualTo(key);
	}

	@Test
	void tokenThatCanBeGuessedEndsTheStart(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> Replica.start(redis.port(), Map.of("autoclip.token", "fifteen letters")));
		assertThat(output.getAll()).contains("AUTOCLIP_TOKEN can be guessed", "openssl rand -hex 24")
			.doesNotContain("fifteen letters", "\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz", "/sign-in", "/assets/style.css", "/files/a/b/media.mp4" })
	void whereEverybodyMayComeInNobodyIsAsked(String path) {
		String client = "203.0.113.24";
		int status = this.api.get(path).status();
		for (int i = 0; i < 12; i++) {
			assertThat(this.api
				.get(path, "Authorization", "Bearer x", "Cookie", "autoclip-sign-in=x", "X-Forwarded-For", client)
				.status()).isEqualTo(status);
		}
		assertThat(from(client, RIGHT).status()).isEqualTo(200);
	}

	@Test
	void guesserHasToWaitAndNobodyElse() {
		String guesser = "203.0.113.9";
		for (int i = 0; i < 10; i++) {
			assertThat(from(guesser, "Bearer x" + i).status()).isEqualTo(401);
		}
		Answer refused = from(guesser, "Bearer y");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
		assertThat(refused.json().get("code").asString()).isEqualTo("too_many_requests");
		assertThat(from(guesser, RIGHT).status()).isEqualTo(429);
		Answer form = signIn(Replica.TOKEN, "/", "X-Forwarded-For", guesser);
		assertThat(form.status()).isEqualTo(429);
		assertThat(form.response().body()).contains("Please wait");
		assertThat(from("203.0.113.10", RIGHT).status()).isEqualTo(200);
		try (Replica same = Replica.start(redis.port(),
				Map.of("autoclip.token", Replica.TOKEN, "autoclip.trusted-proxies", "127.0.0.1"))) {
			assertThat(same.get("/tasks", "Authorization", "Bearer z", "X-Forwarded-For", guesser).status())
				.isEqualTo(429);
		}
	}

	@Test
	void guesserWithManyAddressesOfOneNetworkIsOne() {
		for (int i = 0; i < 11; i++) {
			from("2001:db8:9:9::" + i, "Bearer x");
		}
		assertThat(from("2001:db8:9:9:aaaa::1", RIGHT).status()).isEqualTo(429);
		assertThat(from("2001:db8:9:8::1", RIGHT).status()).isEqualTo(200);
	}

	private Answer from(String client, String token) {
		return this.api.get("/tasks", "Authorization", token, "X-Forwarded-For", client);
	}

	@Test
	void signedLinkToAFileNeedsNoToken() {
		StoredFile file = new StoredFile("media.mp4", "video/mp4", 9, "9f".repeat(32));
		String link = this.api.bean(FileLinks.class)
			.sign("videos/a/b/media.mp4", file, "inline", new Base(""), Duration.ofMinutes(1))
			.url()
			.toString();
		assertThat(this.api.get(link).json().get("code").asString()).isEqualTo("file_not_found");
		assertThat(this.api.get("/files/a/b/media.mp4").json().get("code").asString()).isEqualTo("link_invalid");
	}

	@Test
	void infoTellsWhetherThereIsALock() {
		assertThat(this.api.get("/info", "Authorization", RIGHT).json().get("locked").asBoolean()).isTrue();
		assertThat(Replica.shared(redis).get("/info").json().get("locked").asBoolean()).isFalse();
		assertThat(Replica.shared(redis).get("/sign-in").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "0.0.0.0, '', true", "192.0.2.1, '', true", "::, '', true", "127.0.0.1, '', false", "::1, '', false",
			"localhost, '', false", "127.8.8.8, '', false", "0.0.0.0, a secret of sixteen, false" })
	void openDoorToOthersIsWarnedOf(String published, String token, boolean warned, CapturedOutput output) {
		Replica.start(redis.port(), Map.of("autoclip.published-on", published, "autoclip.token", token)).close();
		assertThat(output.getAll().contains("AUTOCLIP_TOKEN is not set")).isEqualTo(warned);
		assertThat(output.getAll()).doesNotContain("generated security password", "UserDetailsService");
	}

}
