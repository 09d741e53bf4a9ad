package io.autoclip.api.video;

import java.net.URI;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * Knows the origin (RFC 6454) that the files of videos come from, for the client of a
 * request.
 */
@Component
public class FileOrigin {

	/** The host comes from outside: nothing else than an origin may get into a header. */
	private static final Pattern ORIGIN = Pattern.compile("https?://([A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

	private final StorageAddress storage;

	private final DownloadSettings settings;

	FileOrigin(StorageAddress storage, DownloadSettings settings) {
		this.storage = storage;
		this.settings = settings;
	}

	/**
	 * Tells the origin of the object storage.
	 * @param request the client's request
	 * @return the origin; empty if the files come from the api itself
	 */
	public String of(HttpServletRequest request) {
		if (this.settings.mode() == DownloadMode.STREAM) {
			return "";
		}
		URI address = this.storage.of(request);
		String origin = address.getScheme() + "://" + address.getRawAuthority();
		return ORIGIN.matcher(origin).matches() ? origin : "";
	}

}
