package io.autoclip.standalone;

import io.autoclip.standalone.embedded.EmbeddedServers;
import io.autoclip.storage.ObjectStorageConnectionDetails;

import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.xml.JacksonXmlHttpMessageConverter;

/**
 * Plugs embedded servers into a service, at the one seam where running without Docker
 * differs: connection details that are beans outrank the settings.
 */
public final class ServerConnections implements ApplicationContextInitializer<GenericApplicationContext> {

	private final EmbeddedServers servers;

	/**
	 * Connects a service.
	 * @param servers the servers, already started
	 */
	public ServerConnections(EmbeddedServers servers) {
		this.servers = servers;
	}

	@Override
	public void initialize(GenericApplicationContext context) {
		context.registerBean(DataRedisConnectionDetails.class, this.servers.redis()::address);
		context.registerBean(RabbitConnectionDetails.class, this.servers.broker()::address);
		context.registerBean(ObjectStorageConnectionDetails.class, this.servers.objectStorage()::address);
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
