package io.autoclip.api.store;

import io.lettuce.core.ClientOptions;

import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the api say at once that Redis is away. By default Lettuce keeps what it is told
 * and sends it when Redis is back, long after the client was told that it failed.
 */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

	@Bean
	LettuceClientOptionsBuilderCustomizer rejectWhileDisconnected() {
		return (options) -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
	}

}
