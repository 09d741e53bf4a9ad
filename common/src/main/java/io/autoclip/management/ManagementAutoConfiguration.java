package io.autoclip.management;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Has a part tell of itself, if a setting says where.
 */
@AutoConfiguration(after = PrometheusMetricsExportAutoConfiguration.class)
@EnableConfigurationProperties(ManagementSettings.class)
public class ManagementAutoConfiguration {

	@Bean
	ManagementServer managementServer(ManagementSettings settings, PrometheusMeterRegistry meters,
			ListableBeanFactory beans, Environment environment) {
		String name = environment.getProperty("spring.application.name", "autoclip");
		return new ManagementServer(settings,
				new ManagementPages(name, meters, () -> beans.getBeansOfType(HealthIndicator.class)));
	}

}
