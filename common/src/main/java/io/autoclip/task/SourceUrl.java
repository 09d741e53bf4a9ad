package io.autoclip.task;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import okhttp3.HttpUrl;

/**
 * The link to a video: an absolute {@code http} or {@code https} URL with a host, without
 * credentials, at most 2,048 characters, also when written again. It is parsed once, as
 * browsers do (WHATWG URL), and only the parsed form is used afterwards.
 *
 * @param value the link as parsed and written again
 */
public record SourceUrl(@JsonValue String value) {

	/** The longest link that is taken, in characters. */
	public static final int MAX_LENGTH = 2048;

	private static final Pattern OTHER_THAN_ASCII = Pattern.compile("[^!-~]+");

	/** What a browser would read as an empty host and look for further on. */
	private static final Pattern NO_HOST = Pattern.compile("(?i)https?://([/\\\\?#].*)?");

	/**
	 * Behind this yt-dlp hands options from one of its extractors to the next, and takes
	 * them from anybody's link as well (unsmuggle_url). They are cut off, not refused: a
	 * record of before may have them.
	 */
	private static final Pattern SMUGGLED = Pattern.compile("#__youtubedl_smuggle.*");

	/** A name in its ASCII form, or an address; OkHttp lets others pass as well. */
	private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+|[0-9a-f:.]*:[0-9a-f:.]*");

	/** What advertisers add to links, and no site asks for. */
	private static final Pattern WHERE_FROM = Pattern.compile("utm_\\w+|fbclid|gclid|dclid|msclkid|igshid|mc_eid");

	/**
	 * Takes a link.
	 * @throws InvalidSourceUrlException if the text is no such link
	 */
	@JsonCreator
	public SourceUrl {
		value = written(parse(value));
	}

	private static HttpUrl parse(String text) {
		requireShort(text);
		if (text.codePoints().anyMatch(SourceUrl::isNoPartOfALink)) {
			throw new InvalidSourceUrlException(
					"The link contains spaces, control characters or halves of characters.");
		}
		if (!text.regionMatches(true, 0, "http://", 0, 7) && !text.regionMatches(true, 0, "https://", 0, 8)) {
			throw new InvalidSourceUrlException("The link must begin with http:// or https://.");
		}
		String plain = SMUGGLED.matcher(text).replaceFirst("");
		HttpUrl url = NO_HOST.matcher(plain).matches() ? null : HttpUrl.parse(plain);
		if (url == null) {
			throw new InvalidSourceUrlException("The link is not a valid URL.");
		}
		if (!HOST.matcher(url.host()).matches()) {
			throw new InvalidSourceUrlException("The link names no host that can exist.");
		}
		if (!url.username().isEmpty() || !url.password().isEmpty()) {
			throw new InvalidSourceUrlException("The link must not contain a user name or a password.");
		}
		// Written again, it may have grown: an é becomes %C3%A9.
		requireShort(written(url));
		return url;
	}

	/** In ASCII: OkHttp leaves the characters of a fragment as they are. */
	private static String written(HttpUrl url) {
		return OTHER_THAN_ASCII.matcher(url.toString())
			.replaceAll((part) -> URLEncoder.encode(part.group(), StandardCharsets.UTF_8));
	}

	private static boolean isNoPartOfALink(int character) {
		return Character.isISOControl(character) || Character.isWhitespace(character)
				|| Character.getType(character) == Character.SURROGATE;
	}

	private static void requireShort(String text) {
		if (text.length() > MAX_LENGTH) {
			throw new InvalidSourceUrlException("The link is longer than " + MAX_LENGTH + " characters.");
		}
	}

	/**
	 * Returns the site that the link leads to.
	 * @return the site
	 */
	public Site site() {
		HttpUrl url = parse(this.value);
		return Site.of(url.host(), url.port());
	}

	/**
	 * Returns the link without what only tells how somebody came to it: two links that
	 * differ in nothing else lead to the same video.
	 * @return the link without the parameters of advertisers
	 */
	String plain() {
		HttpUrl url = parse(this.value);
		HttpUrl.Builder plain = url.newBuilder();
		url.queryParameterNames()
			.stream()
			.filter((name) -> WHERE_FROM.matcher(name).matches())
			.forEach(plain::removeAllQueryParameters);
		return written(plain.build());
	}

	@Override
	public String toString() {
		return this.value;
	}

}
