package io.autoclip.api.page;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

import io.autoclip.api.problem.Problem;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.task.FailureCode;

/**
 * The page that lists every code with which a request is refused or a task fails. A
 * problem's {@code type} leads to its entry. It is made from the code itself, so it
 * cannot lag behind.
 */
@Hidden
@RestController
class ProblemsPage {

	private static final String PAGE = """
			<!doctype html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<title>Problems and failures – AutoClip</title>
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<meta name="color-scheme" content="light dark">
			<link rel="icon" href="../assets/favicon.svg" type="image/svg+xml">
			<link rel="stylesheet" href="../assets/style.css">
			</head>
			<body>
			<main>
			<h1>Problems and failures</h1>
			<p><a href="../">AutoClip</a> · <a href="../docs">API</a></p>
			<h2>When a request is refused</h2>
			<p>The answer is <code>application/problem+json</code> with one of these in <code>code</code>.</p>
			<dl>
			{problems}</dl>
			<h2>When a task has failed</h2>
			<p>The task has one of these in <code>error.code</code>.</p>
			<dl>
			{failures}</dl>
			</main>
			</body>
			</html>
			""";

	private final String page = PAGE.replace("{problems}", problems()).replace("{failures}", failures());

	@GetMapping(path = Problem.PAGE, produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
	String show() {
		return this.page;
	}

	private static String problems() {
		return Arrays.stream(ProblemCode.values())
			.map((code) -> entry(code.text(), " · " + code.status().value(), code.meaning(), code.remedy()))
			.collect(Collectors.joining());
	}

	/**
	 * Some codes are on both lists: an address on the page must lead to one entry only.
	 */
	private static String failures() {
		return Arrays.stream(FailureCode.values())
			.map((code) -> entry(code.text(), code.isTriedAgain() ? " · tried again by itself" : "", code.sentence(),
					FailureRemedy.of(code)))
			.map((entry) -> entry.replace("<dt id=\"", "<dt id=\"task-"))
			.collect(Collectors.joining());
	}

	private static String entry(String code, String note, String meaning, String remedy) {
		return """
				<dt id="%1$s"><code>%1$s</code>%2$s</dt>
				<dd>%3$s <br>%4$s</dd>
				""".formatted(code, note, HtmlUtils.htmlEscape(meaning, "UTF-8"),
				HtmlUtils.htmlEscape(remedy, "UTF-8"));
	}

}
