package io.autoclip.api.page;

import io.autoclip.task.FailureCode;

/**
 * What a person can do when a task has failed. A new code does not compile without one.
 */
final class FailureRemedy {

	private FailureRemedy() {
	}

	static String of(FailureCode code) {
		return switch (code) {
			case UNSUPPORTED_URL, NO_VIDEO ->
				"Open the link in a browser and copy the address of the page with the video.";
			case UNSUPPORTED_PROTOCOL -> "Look for the same video on another site.";
			case PLAYLIST -> "Send it again with \"playlist\": true for all of them, or copy the link of one video.";
			case EGRESS_DENIED ->
				"If downloads shall reach this address, its operator can add it to AUTOCLIP_EGRESS_ALLOW.";
			case NOT_FOUND -> "Compare the link with the one in the browser; the video may have been taken down.";
			case FORBIDDEN ->
				"Open the link in a browser without signing in: if it does not play there, it cannot be fetched.";
			case PRIVATE, LOGIN_REQUIRED -> "Look for a public copy: AutoClip does not sign in for you.";
			case BOT_CHECK, RATE_LIMITED -> "Wait some minutes, then retry; fewer tasks of this site at once help.";
			case GEO_BLOCKED -> "Look for a copy that is shown in the country where AutoClip runs.";
			case DRM -> "There is none: protected videos are not fetched.";
			case LIVE_STREAM -> "Retry when the stream has ended.";
			case FORMAT_UNAVAILABLE -> "Ask for the container mkv, which takes everything, or leave the container out.";
			case TOO_LARGE, TOO_LONG -> "Its operator can raise the limit; /info tells the limits.";
			case TRUNCATED, STALLED, TIMED_OUT -> "Retry; if it happens again, the site is slow or broken at present.";
			case INVALID_MEDIA -> "Play the link in a browser: if it plays there, tell the project.";
			case INVALID_RANGE -> "Ask for parts that lie between the beginning and the end of the video.";
			case SITE_ERROR, NETWORK -> "Retry later, when the site works in a browser.";
			case STORAGE -> "Its operator should look at the object storage; then retry.";
			case VIDEO_GONE -> "Download the video again, with force if it is answered at once, then split it.";
			case NO_CHAPTERS, NO_PICTURE, NO_CLIPS -> "Split it in another way: every so many seconds, or by ranges.";
			case TOO_MANY_CLIPS -> "Ask for longer clips or a lower sensitivity, or replace the earlier clips.";
			case WORKER_LOST -> "Retry; its operator should look why workers end.";
			case INTERNAL -> "Retry; its operator should look into the log of the worker.";
		};
	}

}
