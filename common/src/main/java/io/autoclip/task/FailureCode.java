package io.autoclip.task;

import java.time.Duration;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Why a task failed: a stable code for programs, a sentence for people, and whether
 * another attempt may help.
 */
public enum FailureCode {

	UNSUPPORTED_URL("This link is not one that AutoClip can read a video from."),
	UNSUPPORTED_PROTOCOL("The video is sent in a way that AutoClip does not support."),
	PLAYLIST("This link leads to a list of videos. Give the link of one of them."),
	EGRESS_DENIED("The link leads to an address that downloads may not reach."),
	NOT_FOUND("The site says that there is nothing at this link (any more)."),
	FORBIDDEN("The site refuses to hand out this video."), PRIVATE("This video is private."),
	LOGIN_REQUIRED("The site shows this video only to people who have signed in."),
	BOT_CHECK("The site asks for proof that a person is watching. Try again later."),
	RATE_LIMITED("The site says that it was asked too often. Try again later."),
	GEO_BLOCKED("The site does not show this video in this country."),
	DRM("This video is protected against copying (DRM)."),
	LIVE_STREAM("This is a live stream. It can be fetched once it has ended."),
	NO_VIDEO("There is no video at this link."), TOO_LARGE("The video is larger than the limit allows."),
	TOO_LONG("The video is longer than the limit allows."), TRUNCATED("The site sent only a part of the video."),
	INVALID_MEDIA("What the site sent is not a video that can be played."),
	SITE_ERROR("The site answered with an error of its own.", true), NETWORK("The site could not be reached.", true),
	TIMED_OUT("The task took longer than the limit allows."), STALLED("The site stopped sending."),
	STORAGE("The video could not be stored.", true), WORKER_LOST("The worker that had the task was lost.", true),
	INTERNAL("Something went wrong inside AutoClip. The log of the worker says more.");

	private final String sentence;

	private final boolean transientCause;

	FailureCode(String sentence) {
		this(sentence, false);
	}

	FailureCode(String sentence, boolean transientCause) {
		this.sentence = sentence;
		this.transientCause = transientCause;
	}

	/**
	 * Reads a code as it stands in records and events.
	 * @param text the lower-case name
	 * @return the code
	 * @throws IllegalArgumentException if there is no such code
	 */
	@JsonCreator
	public static FailureCode of(String text) {
		return valueOf(text.toUpperCase(Locale.ROOT));
	}

	/**
	 * Returns the code as it stands in records and answers.
	 * @return the lower-case name
	 */
	@JsonValue
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns what a person is told.
	 * @return one or two plain sentences
	 */
	public String sentence() {
		return this.sentence;
	}

	/**
	 * Returns how long nothing more is asked of the site that said this.
	 * @return the time; zero for all causes but a site's own plea to slow down
	 */
	Duration sitePenalty() {
		return (this == RATE_LIMITED || this == BOT_CHECK) ? Duration.ofMinutes(1) : Duration.ZERO;
	}

	/**
	 * Tells whether the cause may go away by itself, so that another attempt is worth it.
	 * @return whether to try again
	 */
	public boolean isTransient() {
		return this.transientCause;
	}

}
