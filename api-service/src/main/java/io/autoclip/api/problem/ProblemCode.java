package io.autoclip.api.problem;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * Why a request was refused: a stable code for programs, and for people what it means and
 * what to do about it. The page {@code /docs/problems} lists them all.
 */
public enum ProblemCode {

	MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "Malformed request",
			"The request is not valid HTTP, or its address is not valid.",
			"Percent-encode the address and send the request again."),
	MALFORMED_JSON(HttpStatus.BAD_REQUEST, "Malformed JSON", "The body is not one JSON document.",
			"Send one JSON object in UTF-8, for example {\"url\": \"https://example.com/video\"}."),
	INVALID_REQUEST(HttpStatus.BAD_REQUEST, "Invalid request", "The body is JSON, but not of the documented shape.",
			"Compare the names and types of the fields with the API description."),
	UNKNOWN_FIELD(HttpStatus.BAD_REQUEST, "Unknown field", "The body has a field that this version does not know.",
			"Correct the name of the field, or leave it out."),
	INVALID_URL(HttpStatus.BAD_REQUEST, "Invalid link", "The link is not one that AutoClip takes.",
			"Send an absolute http or https link without user name and password, of at most 2,048 characters."),
	INVALID_OUTPUT(HttpStatus.BAD_REQUEST, "Invalid output",
			"What is to be made of the video is out of bounds, or cannot be made: the detail says why.",
			"Leave out what does not go with the rest; the API description tells the bounds."),
	INVALID_CLIPPING(HttpStatus.BAD_REQUEST, "Invalid split",
			"How the video is to be split is out of bounds, or does not go with the mode: the detail says why.",
			"Leave out what the mode does not ask for; the API description tells the bounds."),
	INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "Invalid parameter",
			"A parameter of the address has a value that is not allowed.",
			"Compare the value with the API description."),
	INVALID_CURSOR(HttpStatus.BAD_REQUEST, "Invalid cursor", "The cursor does not come from this list.",
			"Use next_cursor of the page before as it is, or leave the cursor out to begin anew."),
	INVALID_IDEMPOTENCY_KEY(HttpStatus.BAD_REQUEST, "Invalid idempotency key",
			"The header Idempotency-Key is not a text of 1 to 255 visible ASCII characters.",
			"Send a random text, such as a UUID, that is new for each wish."),
	UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "Token needed",
			"AutoClip is locked, and the token that opens it is missing or wrong.",
			"Send the header Authorization: Bearer with the token of AUTOCLIP_TOKEN, or sign in on the page."),
	LINK_INVALID(HttpStatus.FORBIDDEN, "Invalid link to a file",
			"The link to the file was not signed by this AutoClip.",
			"Ask the video for a new link, and use it as it is, with all that stands behind the question mark."),
	LINK_EXPIRED(HttpStatus.FORBIDDEN, "Expired link to a file", "The link to the file has expired.",
			"Ask the video for a new link: its own address does not expire."),
	CROSS_SITE_REQUEST(HttpStatus.FORBIDDEN, "Request from another site",
			"A page of another site has made a browser send this.",
			"Use AutoClip's own page, or a program. Behind a proxy, AUTOCLIP_PUBLIC_URL must name the address that "
					+ "browsers use."),
	QUOTA_EXCEEDED(HttpStatus.FORBIDDEN, "Quota exceeded",
			"The videos that you hold are as many, or as large together, as AutoClip allows.",
			"Delete some of them (DELETE /videos/{id})."),
	NOT_FOUND(HttpStatus.NOT_FOUND, "Not found", "There is nothing at this address.",
			"Compare the address with the API description."),
	TASK_NOT_FOUND(HttpStatus.NOT_FOUND, "No such task", "There is no task of this id.",
			"Compare the id with the one in the header Location."),
	PREVIEW_NOT_FOUND(HttpStatus.NOT_FOUND, "No such preview", "There is no preview of this id (any more).",
			"Ask for another: a preview is kept for ten minutes."),
	VIDEO_NOT_FOUND(HttpStatus.NOT_FOUND, "No such video", "There is no video of this id (any more).",
			"It may have been deleted: send its link again."),
	CLIP_NOT_FOUND(HttpStatus.NOT_FOUND, "No such clip", "There is no clip of this id (any more).",
			"It may have been deleted or replaced: look at the clips of its video (GET /videos/{id}/clips)."),
	SCENES_UNKNOWN(HttpStatus.NOT_FOUND, "Scenes unknown", "Nobody has looked for the scenes of this video.",
			"Have them looked for (POST /videos/{id}/scenes), and ask again when that task has succeeded."),
	FILE_NOT_FOUND(HttpStatus.NOT_FOUND, "No such file",
			"The video does not have this file, or the object storage has lost it.",
			"If it is the video itself, send its link again."),
	LOG_NOT_FOUND(HttpStatus.NOT_FOUND, "No log", "No attempt of the task has told a log, or it was forgotten.",
			"Wait until an attempt has ended. A log is kept for seven days."),
	DEAD_LETTER_NOT_FOUND(HttpStatus.NOT_FOUND, "No such dead letter", "There is no dead letter of this id (any more).",
			"Look at the list: it may have been requeued, dropped or forgotten."),
	VIDEO_HELD(HttpStatus.CONFLICT, "Held by others", "Others have asked for this video, and you have not.",
			"To delete it for everybody, add ?everyone=true."),
	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed", "This address does not know this method.",
			"Use one of the methods that the header Allow names."),
	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable",
			"The address has nothing of a type that the header Accept allows.",
			"Allow the type that the API description names."),
	ILLEGAL_TRANSITION(HttpStatus.CONFLICT, "Not possible now", "The status of the task forbids this.",
			"Only queued and running tasks can be cancelled, only failed and cancelled ones retried."),
	UNKNOWN_HOST(HttpStatus.MISDIRECTED_REQUEST, "Unknown host",
			"AutoClip is not locked, and does not know the name that it was asked by: any site can make one lead here.",
			"Ask by the address or by localhost; or name the host in AUTOCLIP_HOSTS or AUTOCLIP_PUBLIC_URL, or set "
					+ "AUTOCLIP_TOKEN."),
	BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "Body too large",
			"The body is larger than 64 KiB, or 256 KiB for a batch.",
			"Send one link at a time, or at most 100 to /tasks/batch; a link has at most 2,048 characters."),
	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type",
			"The body is not declared as JSON.", "Send the header Content-Type: application/json."),
	IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "Idempotency key reused",
			"The Idempotency-Key was used within 24 hours for a request with another content.",
			"Send a new key with each new wish."),
	NO_CHAPTERS(HttpStatus.UNPROCESSABLE_CONTENT, "No chapters", "The video has no chapters to split it by.",
			"Split it in another way, for example where its scenes change."),
	NO_PICTURE(HttpStatus.UNPROCESSABLE_CONTENT, "No picture", "This is sound alone: it has no scenes.",
			"Split it in another way, for example in the middle of each silence."),
	RANGE_NOT_SATISFIABLE(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "No such range",
			"The file ends before the range of bytes that the header Range asks for.",
			"Content-Range tells how long the file is."),
	TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests",
			"Too many requests have come from your address in a short time.",
			"Try again after the time in Retry-After; RateLimit tells how much is left."),
	TOO_MANY_TASKS(HttpStatus.TOO_MANY_REQUESTS, "Too many tasks",
			"As many tasks of your address are waiting or running as AutoClip allows.",
			"Try again when some have ended, or cancel some; /info tells the limit."),
	TOO_MANY_CLIENT_STREAMS(HttpStatus.TOO_MANY_REQUESTS, "Too many event streams of one client",
			"As many event streams go to your address as AutoClip sends to one.",
			"Close some, or follow all tasks on one (GET /events); connect again after the time in Retry-After."),
	TOO_MANY_STREAMS(HttpStatus.SERVICE_UNAVAILABLE, "Too many event streams",
			"AutoClip sends as many event streams as it can.",
			"Close streams that nobody reads, and connect again after the time in Retry-After."),
	STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Store away", "Redis, which holds the tasks, does not answer.",
			"Try again after the time in Retry-After. Look at the list first: a new task may have been accepted."),
	RECORD_TOO_NEW(HttpStatus.SERVICE_UNAVAILABLE, "Record too new", "A newer AutoClip has written this record.",
			"Try again when the update is done."),
	BROKER_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Broker away",
			"RabbitMQ, which carries the messages, does not take this one.",
			"Try again after the time in Retry-After. Tasks are accepted meanwhile, and wait."),
	STORAGE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Storage away",
			"The object storage, which holds the videos, does not answer.", "Try again after the time in Retry-After."),
	INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error", "Something went wrong inside AutoClip.",
			"Try again; if it stays so, the log of the api says more.");

	private final HttpStatus status;

	private final String title;

	private final String meaning;

	private final String remedy;

	ProblemCode(HttpStatus status, String title, String meaning, String remedy) {
		this.status = status;
		this.title = title;
		this.meaning = meaning;
		this.remedy = remedy;
	}

	/**
	 * Finds the code for a refusal that Spring or Tomcat decided on.
	 * @param status the status that was decided on
	 * @return the code that says the least beyond it
	 */
	static ProblemCode of(HttpStatusCode status) {
		return switch (status.value()) {
			case 501 -> MALFORMED_REQUEST; // a coding of the body that nobody knows
			case 401 -> UNAUTHORIZED;
			case 404 -> NOT_FOUND;
			case 405 -> METHOD_NOT_ALLOWED;
			case 406 -> NOT_ACCEPTABLE;
			case 413 -> BODY_TOO_LARGE;
			case 415 -> UNSUPPORTED_MEDIA_TYPE;
			case 416 -> RANGE_NOT_SATISFIABLE;
			default -> status.is4xxClientError() ? MALFORMED_REQUEST : INTERNAL_ERROR;
		};
	}

	/**
	 * Returns the code as clients see it.
	 * @return the lower-case name
	 */
	@JsonValue
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the status that goes with it.
	 * @return the HTTP status
	 */
	public HttpStatus status() {
		return this.status;
	}

	/**
	 * Returns the same few words for every problem of this code.
	 * @return a title
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Returns what it means.
	 * @return a sentence for a person
	 */
	public String meaning() {
		return this.meaning;
	}

	/**
	 * Returns what to do about it.
	 * @return a sentence or two for a person
	 */
	public String remedy() {
		return this.remedy;
	}

}
