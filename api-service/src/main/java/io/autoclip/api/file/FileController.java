package io.autoclip.api.file;

import java.io.IOException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.problem.Problems;

/**
 * Hands out files to those who come with a link that was signed here. It does so in
 * either mode of downloads: only {@code stream} signs such links, and those that were
 * signed before a change of the mode go on working.
 */
@RestController
@Tag(name = "Videos")
class FileController {

	private final FileLinks links;

	private final FileSender sender;

	FileController(FileLinks links, FileSender sender) {
		this.links = links;
		this.sender = sender;
	}

	@GetMapping("/files/{video}/{attempt}/{name}")
	@Operation(operationId = "getFile", summary = "Read a file by a signed link", description = """
			Where the downloads lead to if the api streams them (AUTOCLIP_DOWNLOADS=stream): take the whole address \
			from there, it is signed and expires. Answers to one range of bytes at a time; If-Range and \
			If-None-Match take the ETag, which is the SHA-256.""")
	@Problems({ ProblemCode.LINK_INVALID, ProblemCode.LINK_EXPIRED, ProblemCode.FILE_NOT_FOUND,
			ProblemCode.RANGE_NOT_SATISFIABLE, ProblemCode.STORAGE_UNAVAILABLE })
	void get(@PathVariable String video, @PathVariable String attempt, @PathVariable String name,
			@RequestParam(defaultValue = "") String type, @RequestParam(defaultValue = "") String disposition,
			@RequestParam(defaultValue = "") String size, @RequestParam(defaultValue = "") String sha256,
			@RequestParam(defaultValue = "") String expires, @RequestParam(defaultValue = "") String signature,
			@RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
			@Parameter(hidden = true) HttpServletRequest request,
			@Parameter(hidden = true) HttpServletResponse response) throws IOException {
		String key = FileLink.KEYS + video + "/" + attempt + "/" + name;
		FileLink link = new FileLink(key, type, disposition, size, sha256, expires);
		this.links.check(link, signature);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
		if (!new ServletWebRequest(request, response).checkNotModified(link.etag())) {
			send(link, range, request, response);
		}
	}

	private void send(FileLink link, @Nullable String range, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		if ("HEAD".equals(request.getMethod())) { // knows no ranges
			this.sender.describe(link, response);
			return;
		}
		FilePart part = FilePart.of(range, request.getHeader(HttpHeaders.IF_RANGE), link).orElseThrow(() -> {
			response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + link.size());
			return new ProblemException(ProblemCode.RANGE_NOT_SATISFIABLE);
		});
		this.sender.send(link, part, response);
	}

}
