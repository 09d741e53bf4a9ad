package io.autoclip.api.file;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.stereotype.Component;
import org.springframework.util.Assert;
import org.springframework.web.util.UriComponentsBuilder;

import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.storage.ObjectStorageConnectionDetails;
import io.autoclip.storage.PresignedLink;
import io.autoclip.video.StoredFile;

/**
 * Signs links to files on the api itself, and checks them (HMAC-SHA-256). Their key comes
 * from the secret key of the object storage: all replicas agree on it, and whoever has
 * that key can read everything anyhow. A change of it ends all links, those to the object
 * storage and these alike.
 */
@Component
public class FileLinks {

	private static final String ALGORITHM = "HmacSHA256";

	/** What the derived key is for, so that it is of no use for anything else. */
	private static final String PURPOSE = "AutoClip: links to files, version 1";

	private final SecretKeySpec key;

	private final Clock clock = Clock.systemUTC();

	FileLinks(ObjectStorageConnectionDetails connection) {
		Assert.hasLength(connection.secretKey(), "AUTOCLIP_STORAGE_SECRET_KEY is not set");
		SecretKeySpec secret = new SecretKeySpec(connection.secretKey().getBytes(StandardCharsets.UTF_8), ALGORITHM);
		this.key = new SecretKeySpec(hmac(secret, PURPOSE), ALGORITHM);
	}

	/**
	 * Signs a link. The object storage is not asked.
	 * @param key the object, {@code videos/<video>/<task>.<attempt>/<name>}
	 * @param file what is known of it
	 * @param disposition the Content-Disposition that the answer will carry
	 * @param base where the client reaches the api
	 * @param validity how long the link works, in whole seconds
	 * @return the link
	 */
	public PresignedLink sign(String key, StoredFile file, String disposition, Base base, Duration validity) {
		Instant expiresAt = Instant.ofEpochSecond(this.clock.instant().plus(validity).getEpochSecond());
		FileLink link = FileLink.of(key, file, disposition, expiresAt.getEpochSecond());
		String path = "/files/" + key.substring(FileLink.KEYS.length());
		return new PresignedLink(UriComponentsBuilder.fromUriString(base.link(path))
			.query("type={type}&disposition={disposition}&size={size}&sha256={sha256}&expires={expires}"
					+ "&signature={signature}")
			.encode()
			.buildAndExpand(link.type(), link.disposition(), link.size(), link.sha256(), link.expires(),
					signature(link))
			.toUri(), expiresAt);
	}

	/**
	 * Checks a link that somebody came with.
	 * @param link what it promises
	 * @param signature what it is signed with
	 * @throws ProblemException if it was not signed so, or has expired
	 */
	void check(FileLink link, String signature) {
		byte[] expected = signature(link).getBytes(StandardCharsets.US_ASCII);
		if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
			throw new ProblemException(ProblemCode.LINK_INVALID);
		}
		if (this.clock.instant().getEpochSecond() >= Long.parseLong(link.expires())) {
			throw new ProblemException(ProblemCode.LINK_EXPIRED);
		}
	}

	private String signature(FileLink link) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(this.key, link.text()));
	}

	private static byte[] hmac(SecretKeySpec key, String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has HMAC-SHA-256", ex);
		}
	}

}
