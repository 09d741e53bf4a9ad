package io.autoclip.storage;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How object storage is reached and what is used of it.
 *
 * @param endpoint the inner address, an absolute URL without path
 * @param accessKey the access key
 * @param secretKey the secret key
 * @param region the region that requests are signed for
 * @param bucket the bucket; made if it is missing
 * @param publicUrl the address under which browsers reach the storage, an absolute http
 * or https URL; by default the host that their request came to, with the inner scheme and
 * port. A proxy that it leads to must hand on the header Host unchanged, which is signed,
 * and strip the URL's path, if there is one, and nothing else of the address.
 */
@ConfigurationProperties("autoclip.storage")
public record StorageSettings(@DefaultValue("http://localhost:9000") String endpoint,
		@DefaultValue("") String accessKey, @DefaultValue("") String secretKey,
		@DefaultValue("us-east-1") String region, @DefaultValue("autoclip") String bucket, @Nullable URI publicUrl) {

	/**
	 * Checks the outer address.
	 * @throws IllegalArgumentException if the public URL is no address of a site
	 */
	public StorageSettings {
		PublicUrl.check("AUTOCLIP_STORAGE_PUBLIC_URL", publicUrl);
	}

}
