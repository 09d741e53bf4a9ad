package io.autoclip.standalone.servers;

import java.nio.file.Path;
import java.util.UUID;

import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.utility.MountableFile;

import io.autoclip.standalone.embedded.StorageAddress;

/**
 * MinIO in a container, with AutoClip's bucket and a user that may do there what AutoClip
 * needs and nothing else, by the policy of production.
 */
final class MinioStorage {

	private static final int PORT = 9000;

	private static final String ROOT = "root-of-the-tests";

	private static final String USER = "autoclip";

	private static final String BUCKET = "server/autoclip";

	private static final Path POLICY = Path.of("..", "deploy", "bucket-policy.json");

	private static final String POLICY_FILE = "/tmp/autoclip-policy.json";

	private final String rootPassword = UUID.randomUUID().toString();

	private final String password = UUID.randomUUID().toString();

	private final FixedContainer<MinIOContainer> container;

	MinioStorage() {
		MinIOContainer minio = new MinIOContainer(Images.MINIO).withUserName(ROOT)
			.withPassword(this.rootPassword)
			.withEnv("MC_HOST_server", "http://" + ROOT + ":" + this.rootPassword + "@127.0.0.1:" + PORT)
			.withCopyFileToContainer(MountableFile.forHostPath(POLICY), POLICY_FILE);
		this.container = new FixedContainer<>(minio, PORT);
		this.container.run("mc", "admin", "policy", "create", "server", USER, POLICY_FILE);
		this.container.run("mc", "admin", "user", "add", "server", USER, this.password);
		this.container.run("mc", "admin", "policy", "attach", "server", USER, "--user", USER);
		this.container.run("mc", "mb", BUCKET);
	}

	StorageAddress address() {
		return new StorageAddress(endpoint(), USER, this.password);
	}

	StorageAddress operatorsAddress() {
		return new StorageAddress(endpoint(), ROOT, this.rootPassword);
	}

	private String endpoint() {
		return "http://" + this.container.host() + ":" + this.container.port(PORT);
	}

	FixedContainer<?> container() {
		return this.container;
	}

	void empty() {
		this.container.run("mc", "rb", "--force", BUCKET);
		this.container.run("mc", "mb", BUCKET);
	}

}
