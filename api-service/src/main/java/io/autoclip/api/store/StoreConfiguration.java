package io.autoclip.api.store;

import io.lettuce.core.ClientOptions;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

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

	@Bean
	static BeanPostProcessor firstConnectionToRedis() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				if (!(bean instanceof LettuceConnectionFactory)) {
					return bean;
				}
				ProxyFactory proxy = new ProxyFactory(bean);
				proxy.setProxyTargetClass(true);
				proxy.addAdvice(new FirstConnection());
				return proxy.getProxy();
			}

		};
	}

}
