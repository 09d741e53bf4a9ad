package io.autoclip.standalone.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Requests to the api that no honest client sends: bodies and headers. One character is
 * one byte.
 */
final class RequestCases {

	private static final String JSON = "application/json";

	private static final String WISH = "{\"url\": \"https://example.com/1\"}";

	private static final String JSON_AND_LENGTH = "Content-Type: application/json\r\nContent-Length: ";

	private static final String CHUNKED = "Content-Type: application/json\r\nTransfer-Encoding: chunked";

	private RequestCases() {
	}

	static List<RequestCase> all() {
		List<RequestCase> all = new ArrayList<>(bodies());
		all.addAll(lengths());
		all.addAll(headers());
		all.addAll(hosts());
		all.addAll(addresses());
		return all;
	}

	private static List<RequestCase> bodies() {
		return List.of(body("no JSON", "{", 400, "malformed_json"),
				body("nested 10,000 deep", "[".repeat(10_000) + "]".repeat(10_000), 400, "invalid_request"),
				body("nested deep in a field", "{\"url\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}", 400,
						"invalid_request"),
				body("number with 50,000 digits", "{\"url\": " + "9".repeat(50_000) + "}", 400, "malformed_json"),
				body("number with an exponent of a billion", "{\"url\": 1e999999999}", 400, "invalid_request"),
				body("field twice", "{\"url\": \"https://a.example/\", \"url\": \"http://127.0.0.1/\"}", 400,
						"malformed_json"),
				body("NUL in the link", "{\"url\": \"https://example.com/\\u0000\"}", 400, "invalid_url"),
				body("NUL in the JSON", "{\"url\": \"https://example.com/\0\"}", 400, "malformed_json"),
				body("half a surrogate in the link", "{\"url\": \"https://example.com/\\ud800\"}", 400, "invalid_url"),
				body("invalid UTF-8", "{\"url\": \"https://example.com/\u00ff\u00fe\"}", 400, "malformed_json"),
				body("overlong UTF-8", "{\"url\": \"https:\u00c0\u00af\u00c0\u00afexample.com\"}", 400,
						"malformed_json"),
				body("prototype of a script", "{\"__proto__\": {}, \"url\": \"https://example.com/\"}", 400,
						"unknown_field"),
				body("class of a deserializer", "{\"@class\": \"java.lang.Runtime\"}", 400, "unknown_field"),
				new RequestCase("body: XML with an entity",
						RequestCase.post("/task", "application/xml",
								"<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc\">]>"),
						415, "unsupported_media_type"),
				new RequestCase("body: charset that is none",
						RequestCase.post("/task", "application/json; charset=nonsense", WISH), 415,
						"unsupported_media_type"),
				new RequestCase("body: upload with parts",
						RequestCase.post("/task", "multipart/form-data; boundary=x", "--x--\r\n"), 415,
						"unsupported_media_type"),
				body("64 KiB and more", "{\"url\": \"" + "a".repeat(70_000) + "\"}", 413, "body_too_large"));
	}

	private static RequestCase body(String name, String body, int status, String code) {
		return new RequestCase("body: " + name, RequestCase.post("/task", JSON, body), status, code);
	}

	/** Where one server reads a request's end otherwise than the next. */
	private static List<RequestCase> lengths() {
		String smuggled = "0\r\n\r\nDELETE /videos/x HTTP/1.1\r\nHost: {host}\r\n\r\n";
		return List.of(
				new RequestCase("length: both a length and chunks",
						"POST /task HTTP/1.1\r\nHost: {host}\r\n" + CHUNKED + "\r\nContent-Length: " + smuggled.length()
								+ "\r\n\r\n" + smuggled,
						400, "malformed_json"),
				new RequestCase("length: two that differ",
						post("Content-Type: application/json\r\nContent-Length: 5\r\nContent-Length: 50", WISH), 400,
						"malformed_request"),
				new RequestCase("length: negative", post("Content-Length: -1", ""), 400, "malformed_request"),
				new RequestCase("length: no number", post("Content-Length: 0x10", ""), 400, "malformed_request"),
				new RequestCase("length: beyond all numbers", post("Content-Length: 99999999999999999999", ""), 400,
						"malformed_request"),
				new RequestCase("length: eight terabytes", post("Content-Length: 8796093022208", ""), 413,
						"body_too_large"),
				new RequestCase("length: coding that nobody knows", post("Transfer-Encoding: xchunked", ""), 400,
						"malformed_request"),
				new RequestCase("length: chunk whose size is none", post(CHUNKED, "zz\r\n{}\r\n0\r\n\r\n"), 400,
						"malformed_request"),
				new RequestCase("length: chunk of a negative size", post(CHUNKED, "-1\r\n{}\r\n0\r\n\r\n"), 400,
						"malformed_request"));
	}

	private static String post(String headers, String body) {
		return "POST /task HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n" + headers + "\r\n\r\n" + body;
	}

	private static List<RequestCase> headers() {
		String many = IntStream.range(0, 200).mapToObj((i) -> "X-" + i + ": 1").collect(Collectors.joining("\r\n"));
		return List.of(get("header: 100 KiB", "/tasks", "X-Large: " + "a".repeat(100_000), 400, "malformed_request"),
				get("header: 200 of them", "/tasks", many, 400, "malformed_request"),
				get("header: without a name", "/tasks", ": value", 400, "malformed_request"),
				get("header: space before the colon", "/tasks", "Transfer-Encoding : chunked", 400,
						"malformed_request"),
				get("header: addresses that a client made up", "/livez",
						"X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: x\r\nX-Forwarded-For: <script>", 200,
						null),
				get("header: another method", "/livez", "X-HTTP-Method-Override: DELETE", 200, null),
				get("header: cookies that are none", "/livez", "Cookie: ;;==\u00ff; autoclip-sign-in=%00", 200, null),
				get("header: type that is none", "/tasks", "Accept: */x;q=z", 406, "not_acceptable"),
				new RequestCase("header: key with a control character",
						post("Content-Type: application/json\r\nIdempotency-Key: a\u0001b\r\nContent-Length: "
								+ WISH.length(), WISH),
						400, "malformed_request"),
				new RequestCase("header: key of 1,000 characters",
						post("Content-Type: application/json\r\nIdempotency-Key: " + "k".repeat(1000)
								+ "\r\nContent-Length: " + WISH.length(), WISH),
						400, "invalid_idempotency_key"),
				new RequestCase("header: page of another site",
						post("Content-Type: application/json\r\nOrigin: null\r\nContent-Length: " + WISH.length(),
								WISH),
						403, "cross_site_request"));
	}

	private static List<RequestCase> hosts() {
		return List.of(
				new RequestCase("header: no host", "GET /tasks HTTP/1.1\r\nConnection: close\r\n\r\n", 400,
						"malformed_request"),
				new RequestCase("header: two hosts",
						"GET /tasks HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n", 400,
						"malformed_request"),
				new RequestCase("header: empty host", "GET /livez HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n", 400,
						"malformed_request"),
				new RequestCase("header: host that is half an address",
						"GET / HTTP/1.1\r\nHost: 0x7f.1\r\nConnection: close\r\n\r\n", 400, "malformed_request"),
				new RequestCase("header: host of another site, which leads here",
						"GET /tasks HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 421, "unknown_host"),
				new RequestCase("header: host of another site, for a page of its own",
						RequestCase.post("/task", JSON, WISH)
							.replace("{host}\r\n", "evil.example\r\nOrigin: http://evil.example\r\n"),
						421, "unknown_host"),
				new RequestCase("header: host with a policy in it",
						"GET / HTTP/1.1\r\nHost: a;script-src *\r\nConnection: close\r\n\r\n", 400,
						"malformed_request"));
	}

	private static RequestCase get(String name, String path, String header, int status, @Nullable String code) {
		return new RequestCase(name,
				"GET " + path + " HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n" + header + "\r\n\r\n", status,
				code);
	}

	private static List<RequestCase> addresses() {
		List<RequestCase> refused = List
			.of("/assets/..%2f..%2fetc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/tasks/%00", "/tasks;a=b",
					"/tasks/..;/actuator", "/tasks%5c..", "/assets//style.css", "/tasks/%c0%af", "/tasks/%",
					"/tasks?limit=1&status=%", "/%252e%252e/etc/passwd", "/a|b", "/a\u00e9")
			.stream()
			.map((path) -> get("address: " + path, path, "X-Plain: 1", 400, "malformed_request"))
			.toList();
		List<RequestCase> all = new ArrayList<>(refused);
		all.add(get("address: 20 KiB", "/" + "a".repeat(20_000), "X-Plain: 1", 400, "malformed_request"));
		all.add(get("address: huge limit", "/tasks?limit=2147483648", "X-Plain: 1", 400, "invalid_parameter"));
		all.add(get("address: limit of 101", "/tasks?limit=101", "X-Plain: 1", 400, "invalid_parameter"));
		all.add(get("address: cursor of another list", "/tasks?cursor=dmlkZW9zOjE", "X-Plain: 1", 400,
				"invalid_cursor"));
		all.add(get("address: id of 5,000 characters", "/tasks/" + "a".repeat(5000), "X-Plain: 1", 404,
				"task_not_found"));
		all.add(get("address: of the actuator", "/actuator/env", "X-Plain: 1", 404, "not_found"));
		return all;
	}

	/**
	 * The requests of this class without what is hostile in them, each kind in the words
	 * of its cases: a wish for what the canary has, which must be taken and come there.
	 * @param link makes the link to the canary for the wish of this name
	 */
	static List<RequestCase> wishes(UnaryOperator<String> link) {
		return List.of(wish("body", link, (json) -> RequestCase.post("/task", JSON, json)),
				wish("charset", link, (json) -> RequestCase.post("/task", JSON + "; charset=utf-8", json)),
				wish("length", link, (json) -> post(JSON_AND_LENGTH + json.length(), json)),
				wish("chunks", link,
						(json) -> post(CHUNKED, Integer.toHexString(json.length()) + "\r\n" + json + "\r\n0\r\n\r\n")),
				wish("key", link,
						(json) -> post("Idempotency-Key: " + "k".repeat(255) + "\r\n" + JSON_AND_LENGTH + json.length(),
								json)),
				wish("origin", link,
						(json) -> post("Origin: http://{host}\r\n" + JSON_AND_LENGTH + json.length(), json)));
	}

	private static RequestCase wish(String name, UnaryOperator<String> link, UnaryOperator<String> request) {
		String json = "{\"url\": \"" + link.apply(name) + "\"}";
		return new RequestCase("honest " + name, request.apply(json), 202, null);
	}

	/** The same of the requests that only read: each must be answered. */
	static List<RequestCase> readings() {
		return List.of(get("honest header", "/tasks", "X-Small: " + "a".repeat(4000), 200, null),
				get("honest type", "/tasks", "Accept: application/json;q=0.5", 200, null),
				get("honest cookie", "/tasks", "Cookie: a=b; c=d", 200, null),
				get("honest path", "/assets/style.css", "X-Plain: 1", 200, null),
				get("honest query", "/tasks?limit=100&status=failed", "X-Plain: 1", 200, null));
	}

}
