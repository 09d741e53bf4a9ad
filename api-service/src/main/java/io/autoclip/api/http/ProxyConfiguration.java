package io.autoclip.api.http;

import jakarta.servlet.DispatcherType;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts the proxies' filter before all others: whatever looks at a request shall see it as
 * the client sent it.
 */
@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {

	@Bean
	FilterRegistrationBean<ProxyFilter> proxyFilter(PublicAddressSettings settings) {
		FilterRegistrationBean<ProxyFilter> filter = new FilterRegistrationBean<>(new ProxyFilter(settings));
		filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
		filter.setOrder(FilterOrder.PROXY);
		return filter;
	}

}
