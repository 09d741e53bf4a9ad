package io.autoclip.api.store;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Makes the api say at once that Redis is away, from its start on.
 */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

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
