package io.autoclip.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What makes two downloads the same: the extractor, the site's id of the video and the
 * output that was asked for, whatever the links look like. It is a digest of the three,
 * for an id of a site may be anything. Before the site has been asked, the link stands
 * for what it leads to.
 *
 * @param value 64 hexadecimal digits
 */
public record MediaIdentity(@JsonValue String value) {

	/**
	 * Reads an identity as it stands in records.
	 * @param value 64 hexadecimal digits
	 */
	@JsonCreator
	public MediaIdentity {
		if (!value.matches("[0-9a-f]{64}")) {
			throw new IllegalArgumentException("Not an identity: 64 hexadecimal digits are");
		}
	}

	/**
	 * Makes the identity of a download.
	 * @param extractor what yt-dlp calls the site's extractor
	 * @param id the site's own id of the video
	 * @param output what is made of it
	 * @return the identity
	 */
	public static MediaIdentity of(String extractor, String id, Output output) {
		return digest("site", extractor, id, output.text());
	}

	/**
	 * Makes the identity by which a link is known again.
	 * @param link the link
	 * @param output what is made of it
	 * @return the identity
	 */
	public static MediaIdentity of(SourceUrl link, Output output) {
		return digest("link", link.plain(), output.text());
	}

	private static MediaIdentity digest(String... parts) {
		String whole = String.join("\0", parts);
		return new MediaIdentity(HexFormat.of().formatHex(sha256().digest(whole.getBytes(StandardCharsets.UTF_8))));
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return this.value;
	}

}
