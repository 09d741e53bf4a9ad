package io.autoclip.task;

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
	PLAYLIST("This link leads to a list of videos. Ask for the whole list, or for one of them."),
	EGRESS_DENIED("The link leads to an address that downloads may not reach."),
	NOT_FOUND("The site says that there is nothing at this link (any more)."),
	FORBIDDEN("The site refuses to hand out this video."), PRIVATE("This video is private."),
	LOGIN_REQUIRED("The site shows this video only to people who have signed in."),
	BOT_CHECK("The site asks for proof that a person is watching. Try again later.", Retry.SEVERAL),
	RATE_LIMITED("The site says that it was asked too often. Try again later.", Retry.SEVERAL),
	GEO_BLOCKED("The site does not show this video in this country."),
	DRM("This video is protected against copying (DRM)."),
	LIVE_STREAM("This is a live stream. It can be fetched once it has ended."),
	NO_VIDEO("There is no video at this link."),
	FORMAT_UNAVAILABLE("The site has the video in no form that goes into the container that was asked for."),
	TOO_LARGE("The video, or the page about it, is larger than the limit allows."),
	TOO_LONG("The video is longer than the limit allows."),
	TRUNCATED("The site sent only a part of the video.", Retry.SEVERAL),
	INVALID_MEDIA("What the site sent is not a video that can be played.", Retry.ONCE),
	INVALID_RANGE("Nothing of the video lies in the parts that were asked for."),
	SITE_ERROR("The site answered with an error of its own.", Retry.SEVERAL),
	NETWORK("The site could not be reached.", Retry.SEVERAL),
	TIMED_OUT("The task took longer than the limit allows.", Retry.ONCE),
	STALLED("The site stopped sending.", Retry.SEVERAL), STORAGE("The video could not be stored.", Retry.SEVERAL),
	VIDEO_GONE("The video was deleted meanwhile, or its file has vanished from the object storage."),
	NO_CHAPTERS("The video has no chapters to split it by."), NO_PICTURE("The video is sound alone: it has no scenes."),
	NO_CLIPS("There is nothing in the video to make a clip of."),
	TOO_MANY_CLIPS("That would be more than 500 clips, or more than 2,000 of one video."),
	WORKER_LOST("The worker that had the task was lost.", Retry.SEVERAL),
	INTERNAL("Something went wrong inside AutoClip. The log of the worker says more.", Retry.ONCE);

	private final String sentence;

	private final Retry retry;

	FailureCode(String sentence) {
		this(sentence, Retry.NEVER);
	}

	FailureCode(String sentence, Retry retry) {
		this.sentence = sentence;
		this.retry = retry;
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
	 * Tells whether the site itself asks to be left alone for a while.
	 * @return whether all tasks of the site must wait
	 */
	boolean isPlea() {
		return this == RATE_LIMITED || this == BOT_CHECK;
	}

	/**
	 * Tells how often another attempt is worth it.
	 * @return how often
	 */
	Retry retry() {
		return this.retry;
	}

	/**
	 * Tells whether a task that failed for it is tried again by itself.
	 * @return whether it is, once or several times
	 */
	public boolean isTriedAgain() {
		return this.retry != Retry.NEVER;
	}

	/**
	 * Tells whether the cause may go away by itself, so that a person may try again later
	 * with some hope.
	 * @return whether it may
	 */
	boolean isTransient() {
		return this.retry == Retry.SEVERAL;
	}

	/**
	 * How often a task that failed for a cause is tried again by itself.
	 */
	enum Retry {

		/** Another attempt would end as this one did. */
		NEVER,
		/** It may have been bad luck. */
		ONCE,
		/** The cause may go away by itself. */
		SEVERAL

	}

}
