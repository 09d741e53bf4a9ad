package io.autoclip.api.file;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.autoclip.video.StoredFile;

/**
 * What a link promises, word for word as it stands in the link: all of it is signed.
 *
 * @param key the object
 * @param type the media type that the answer will carry
 * @param disposition the Content-Disposition that the answer will carry
 * @param size bytes, decimal
 * @param sha256 the SHA-256 of the bytes, in lower-case hexadecimal
 * @param expires when the link stops working, in seconds since 1970
 */
record FileLink(String key, String type, String disposition, String size, String sha256, String expires) {

	/** How the keys of all videos' objects begin. */
	static final String KEYS = "videos/";

	static FileLink of(String key, StoredFile file, String disposition, long expires) {
		return new FileLink(key, file.contentType(), disposition, String.valueOf(file.size()), file.sha256(),
				String.valueOf(expires));
	}

	/** Each word with its length, so that no two links have the same text. */
	String text() {
		return Stream.of(this.key, this.type, this.disposition, this.size, this.sha256, this.expires)
			.map((word) -> word.length() + ":" + word)
			.collect(Collectors.joining());
	}

	/**
	 * The bytes never change under their hash, nor under their key: a strong validator.
	 */
	String etag() {
		return "\"" + (this.sha256.isEmpty() ? this.key : this.sha256) + "\"";
	}

	long bytes() {
		return Long.parseLong(this.size);
	}

}
