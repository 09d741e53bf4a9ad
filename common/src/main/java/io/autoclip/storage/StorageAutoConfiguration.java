package io.autoclip.storage;

import java.time.Clock;
import java.time.Duration;

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
@EnableConfigurationProperties(StorageSettings.class)
public class StorageAutoConfiguration {

	private static final Duration CONNECT = Duration.ofSeconds(5);

	private static final Duration SILENCE = Duration.ofSeconds(30);

	@Bean
	@ConditionalOnMissingBean
	ObjectStorageConnectionDetails objectStorageConnectionDetails(StorageSettings settings) {
		return new PropertiesConnectionDetails(settings.endpoint(), settings.accessKey(), settings.secretKey());
	}

	@Bean
	ObjectStorage objectStorage(ObjectStorageConnectionDetails connection, StorageSettings settings) {
		// By default OkHttp sends five requests to one host at a time, and all of ours go
		// to one host.
		Dispatcher dispatcher = new Dispatcher();
		dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
		OkHttpClient http = new OkHttpClient.Builder().dispatcher(dispatcher)
			.socketFactory(new LargeWrites())
			.connectTimeout(CONNECT)
			.readTimeout(SILENCE)
			.writeTimeout(SILENCE)
			.build();
		return new MinioObjectStorage(http, connection, settings, Clock.systemUTC());
	}

	private record PropertiesConnectionDetails(String endpoint, String accessKey,
			String secretKey) implements ObjectStorageConnectionDetails {

	}

}
