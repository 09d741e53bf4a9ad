package io.autoclip.worker.restore;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import io.autoclip.clip.ClipAutoConfiguration;
import io.autoclip.clip.ClipRepository;
import io.autoclip.storage.ObjectStorage;
import io.autoclip.storage.StorageAutoConfiguration;
import io.autoclip.video.VideoAutoConfiguration;
import io.autoclip.video.VideoRepository;

/**
 * Puts the videos that are in the bucket, but not in Redis, back into the library, and
 * ends. It may run beside a running system and as often as one likes. {@code --verify}
 * also reads all objects of what it puts back and compares their SHA-256.
 * <p>
 * Exits with 0 when all that can be read is in the library; with 1, after one line that
 * says why, if Redis or the object storage is away.
 * <p>
 * No stereotype stands here: the worker's component scan must not find it.
 */
@ImportAutoConfiguration({ DataRedisAutoConfiguration.class, StorageAutoConfiguration.class,
		VideoAutoConfiguration.class, ClipAutoConfiguration.class })
public class RestoreApplication {

	/**
	 * Restores the library.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		System.exit(SpringApplication.exit(application().run(args)));
	}

	/**
	 * Makes the application with its own settings file; when it has run, its exit code is
	 * the command's.
	 * @return the application, not yet run
	 */
	public static SpringApplication application() {
		SpringApplication application = new SpringApplication(RestoreApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(Map.of("spring.config.name", "restore"));
		return application;
	}

	@Bean
	RestoreCommand restoreCommand(RedisConnectionFactory redis, VideoRepository videos, ClipRepository clips,
			ObjectStorage storage) {
		StoredVideos stored = new StoredVideos(storage);
		return new RestoreCommand(redis, new LibraryRestore(videos, stored, new PartRestore(clips, stored)));
	}

}
