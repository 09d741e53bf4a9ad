package io.autoclip.storage;

import java.time.Clock;

import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Offers object storage to both services.
 */
@AutoConfiguration
@EnableConfigurationProperties({ StorageSettings.class, StorageLimits.class })
public class StorageAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ObjectStorageConnectionDetails objectStorageConnectionDetails(StorageSettings settings) {
		return new PropertiesConnectionDetails(settings.endpoint(), settings.accessKey(), settings.secretKey());
	}

	@Bean
	StorageClock storageClock(ObjectStorageConnectionDetails connection, StorageLimits limits) {
		return new StorageClock(connection.endpoint(), http(limits), Clock.systemUTC());
	}

	@Bean
	ObjectStorage objectStorage(ObjectStorageConnectionDetails connection, StorageSettings settings,
			StorageLimits limits, StorageClock clock) {
		OkHttpClient http = http(limits).newBuilder().addNetworkInterceptor(clock::hear).build();
		MinioObjectStorage storage = new MinioObjectStorage(http, connection, settings, Clock.systemUTC(),
				MinioUpload.Sizes.DEFAULT);
		return new BoundedObjectStorage(storage, limits.calls());
	}

	/**
	 * By default OkHttp sends five requests to one host at a time, and all of ours go to
	 * one host; what is beyond its own limit would wait in a queue without a time-out.
	 */
	private static OkHttpClient http(StorageLimits limits) {
		Dispatcher dispatcher = new Dispatcher();
		dispatcher.setMaxRequests(Integer.MAX_VALUE);
		dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
		return new OkHttpClient.Builder().dispatcher(dispatcher)
			.socketFactory(new LargeWrites())
			.connectTimeout(limits.connect())
			.readTimeout(limits.silence())
			.writeTimeout(limits.silence())
			.build();
	}

	private record PropertiesConnectionDetails(String endpoint, String accessKey,
			String secretKey) implements ObjectStorageConnectionDetails {

	}

}
