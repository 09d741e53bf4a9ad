package io.autoclip.storage;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the object storage is and how to speak to it. Settings are the default; tests and
 * the standalone launcher plug in a bean of their own, which outranks them.
 */
public interface ObjectStorageConnectionDetails extends ConnectionDetails {

	/**
	 * Returns the inner address.
	 * @return an absolute URL without path
	 */
	String endpoint();

	/**
	 * Returns the access key.
	 * @return the public half of the credentials
	 */
	String accessKey();

	/**
	 * Returns the secret key.
	 * @return the secret half of the credentials
	 */
	String secretKey();

}
