package io.autoclip.worker.egress;

import java.net.InetAddress;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Runs the proxy in this process.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EgressSettings.class)
class EgressConfiguration {

	@Bean
	EgressCredentials egressCredentials(EgressSettings settings) {
		return new EgressCredentials(settings.key());
	}

	@Bean
	EgressProxy egressProxy(EgressSettings settings, EgressCredentials credentials) {
		return EgressProxy.start(settings, credentials, new NameLookup(InetAddress::getAllByName));
	}

	@Bean
	Egress egress(EgressProxy proxy, EgressCredentials credentials) {
		return new Egress(proxy.address(), credentials);
	}

}
