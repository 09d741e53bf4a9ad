package io.autoclip.api.video;

/**
 * Where the signed links to files lead.
 */
public enum DownloadMode {

	/** To the object storage, which clients must be able to reach: its bytes pass by. */
	REDIRECT,

	/**
	 * To the api itself, which hands the bytes on: one address is all that clients need.
	 */
	STREAM

}
