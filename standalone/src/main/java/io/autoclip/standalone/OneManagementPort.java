package io.autoclip.standalone;

import java.util.Map;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * One process has one management port: the api's, where the worker's numbers and health
 * are told, too.
 */
public final class OneManagementPort {

	/** What both would count of the one JVM, the api does. */
	private static final String COUNTED_ONCE = String.join(",", JvmMetricsAutoConfiguration.class.getName(),
			SystemMetricsAutoConfiguration.class.getName(), LogbackMetricsAutoConfiguration.class.getName());

	private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	/**
	 * Has the worker count for both and listen at no port.
	 * @return what is to be done to its context
	 */
	public ApplicationContextInitializer<GenericApplicationContext> ofWorker() {
		return (context) -> {
			context.registerBean(PrometheusMeterRegistry.class, () -> this.meters);
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("one management port",
						Map.of("autoclip.management.port", "", "spring.autoconfigure.exclude", COUNTED_ONCE)));
		};
	}

	/**
	 * Has the api tell of the worker.
	 * @param worker the worker, which runs
	 * @return what is to be done to the api's context
	 */
	public ApplicationContextInitializer<GenericApplicationContext> ofApi(ApplicationContext worker) {
		return (context) -> {
			context.registerBean(PrometheusMeterRegistry.class, () -> this.meters);
			context.registerBean("worker", HealthIndicator.class,
					() -> worker.getBean("worker", HealthIndicator.class));
		};
	}

}
