package io.autoclip.standalone.servers;

import org.testcontainers.utility.DockerImageName;

/**
 * The real servers that AutoClip is tested on.
 */
public final class Images {

	public static final String REDIS_7 = "redis:7";

	public static final String REDIS_8 = "redis:8";

	static final DockerImageName RABBITMQ = DockerImageName.parse("rabbitmq:4-management");

	/** The maintained fork: MinIO's own images are gone. */
	static final DockerImageName MINIO = DockerImageName.parse("pgsty/silo:RELEASE.2026-09-16T00-00-00Z")
		.asCompatibleSubstituteFor("minio/minio");

	private Images() {
	}

}
