package io.autoclip.api.video;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import io.autoclip.storage.PresignedLink;

/**
 * Hands out a signed link, which nobody may keep.
 */
public final class LinkAnswer {

	private LinkAnswer() {
	}

	/**
	 * Answers with a link: redirects to it, or tells it to who names JSON.
	 * @param link the link
	 * @param accept what the client takes
	 * @return the answer
	 */
	public static ResponseEntity<DownloadLink> of(PresignedLink link, @Nullable List<String> accept) {
		if (!asksForJson(accept)) {
			return redirect(link);
		}
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.cacheControl(CacheControl.noStore())
			.body(new DownloadLink(link.url().toString(), link.expiresAt()));
	}

	/**
	 * Redirects to a link.
	 * @param link the link
	 * @return the answer
	 */
	public static ResponseEntity<DownloadLink> redirect(PresignedLink link) {
		return ResponseEntity.status(HttpStatus.FOUND)
			.location(link.url())
			.cacheControl(CacheControl.noStore())
			.build();
	}

	/**
	 * Only who names JSON gets it: browsers and plain tools, which take anything, are
	 * redirected.
	 */
	private static boolean asksForJson(@Nullable List<String> accept) {
		try {
			return accept != null && MediaType.parseMediaTypes(accept)
				.stream()
				.anyMatch((type) -> type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
