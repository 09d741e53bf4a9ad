package io.autoclip.standalone;

import io.autoclip.storage.ObjectStorageConnectionDetails;

import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.xml.JacksonXmlHttpMessageConverter;

/**
 * Plugs servers into a service, at the one seam where running without Docker differs:
 * connection details that are beans outrank the settings.
 *
 * @param redis where the records are
 * @param broker where the messages go
 * @param objectStorage where the videos are
 */
public record ServerConnections(DataRedisConnectionDetails redis, RabbitConnectionDetails broker,
		ObjectStorageConnectionDetails objectStorage)
		implements
			ApplicationContextInitializer<GenericApplicationContext> {

	@Override
	public void initialize(GenericApplicationContext context) {
		context.registerBean(DataRedisConnectionDetails.class, this::redis);
		context.registerBean(RabbitConnectionDetails.class, this::broker);
		context.registerBean(ObjectStorageConnectionDetails.class, this::objectStorage);
		context.registerBean(ServerHttpMessageConvertersCustomizer.class, () -> ServerConnections::withoutXml);
	}

	/**
	 * S3Proxy puts an XML mapper on the classpath, and Spring would answer in XML by it,
	 * which the services do not when they run alone.
	 */
	private static void withoutXml(HttpMessageConverters.ServerBuilder converters) {
		converters
			.configureMessageConvertersList((list) -> list.removeIf(JacksonXmlHttpMessageConverter.class::isInstance));
	}

}
