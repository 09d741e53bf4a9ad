package io.autoclip.worker.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Runs the proxy in this process, unless a setting names one that runs elsewhere.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EgressSettings.class)
class EgressConfiguration {

	@Bean
	EgressCredentials egressCredentials(EgressSettings settings) {
		return new EgressCredentials(settings.key());
	}

	@Bean
	@Lazy
	EgressProxy egressProxy(EgressSettings settings, EgressCredentials credentials) {
		return EgressProxy.start(settings, credentials, new NameLookup(InetAddress::getAllByName));
	}

	@Bean
	Egress egress(EgressSettings settings, EgressCredentials credentials, ObjectProvider<EgressProxy> ownProxy) {
		URI url = settings.url();
		return new Egress((url != null) ? address(url) : ownProxy.getObject().address(), credentials);
	}

	/** The name is resolved at each use: another container may have it tomorrow. */
	private static InetSocketAddress address(URI url) {
		if (!"http".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 0) {
			throw new IllegalArgumentException("autoclip.egress.url: '" + url + "' is not http://host:port");
		}
		return InetSocketAddress.createUnresolved(url.getHost(), url.getPort());
	}

}
