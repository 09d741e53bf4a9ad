package io.autoclip.storage;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one private bucket that holds the bytes, by calls that every S3 server knows: put,
 * get, head, delete, list, multipart and presigned GET. Every method throws
 * {@link ObjectStorageException} when the storage is away or refuses.
 */
public interface ObjectStorage {

	/**
	 * Stores a file, in parts if it is large. The bucket is made if it is missing; a new
	 * one is private.
	 * @param key the key
	 * @param file the file
	 * @param contentType its media type
	 * @return the SHA-256 of the bytes that were sent, in lower-case hexadecimal
	 * @throws ObjectStorageException also if the thread is interrupted, with its flag
	 * raised
	 */
	String put(String key, Path file, String contentType);

	/**
	 * Opens an object.
	 * @param key the key
	 * @return its bytes; the caller closes them
	 */
	InputStream get(String key);

	/**
	 * Opens a part of an object. Nothing of it is kept in memory; closing ends the
	 * transfer.
	 * @param key the key
	 * @param offset where the part begins, in bytes
	 * @param length how long it is, in bytes, at least 1
	 * @return its bytes, if the object is there; the caller closes them
	 */
	Optional<InputStream> get(String key, long offset, long length);

	/**
	 * Asks for an object without its bytes.
	 * @param key the key
	 * @return what is known of it, if it is there
	 */
	Optional<StoredObject> head(String key);

	/**
	 * Deletes an object; one that is not there is deleted already.
	 * @param key the key
	 */
	void delete(String key);

	/**
	 * Lists objects, page by page as the stream is read.
	 * @param prefix how their keys begin
	 * @return the objects, in the order of their keys
	 */
	Stream<StoredObject> list(String prefix);

	/**
	 * Lists the multipart uploads that were left open.
	 * @param prefix how their keys begin
	 * @return the uploads
	 */
	Stream<PendingUpload> pendingUploads(String prefix);

	/**
	 * Gives up a multipart upload and frees its parts.
	 * @param upload the upload
	 */
	void abort(PendingUpload upload);

	/**
	 * Signs a link for a browser. Nothing is asked of the storage.
	 * @param key the key
	 * @param publicEndpoint the address under which the browser reaches the storage: an
	 * absolute URL. Scheme, host and port are signed, so a proxy in between must hand on
	 * the header Host as it is. A path is put before the key unsigned: the proxy must
	 * strip it, since S3 knows its own paths only.
	 * @param contentDisposition the header that the answer will carry
	 * @param contentType the media type that the answer will carry
	 * @param validity how long the link works, in whole seconds
	 * @return the link
	 */
	PresignedLink presign(String key, URI publicEndpoint, String contentDisposition, String contentType,
			Duration validity);

}
