package io.autoclip.worker.egress;

import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration;

import io.autoclip.management.ManagementAutoConfiguration;

/**
 * The egress proxy alone, in a process of its own: the only part of AutoClip that needs a
 * way to the sites. It knows neither Redis nor the broker nor the storage.
 * <p>
 * No stereotype stands here: the worker's component scan must not find it.
 */
@ImportAutoConfiguration({ MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
		PrometheusMetricsExportAutoConfiguration.class, JvmMetricsAutoConfiguration.class,
		SystemMetricsAutoConfiguration.class, ManagementAutoConfiguration.class })
public class EgressApplication {

	/**
	 * Starts the proxy.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		application().run(args);
	}

	static SpringApplication application() {
		SpringApplication application = new SpringApplication(EgressApplication.class, EgressConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(Map.of("spring.config.name", "egress", "spring.application.name", "egress",
				"spring.main.keep-alive", "true")); // the proxy's own threads are daemons
		return application;
	}

}
