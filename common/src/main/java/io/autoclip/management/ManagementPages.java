package io.autoclip.management;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * What can be asked: {@code /health}, {@code /info} and, as Prometheus reads them,
 * {@code /metrics}. None of it is a secret, but it is nobody's business outside.
 */
final class ManagementPages {

	private static final String JSON_TYPE = "application/json";

	private static final String PROMETHEUS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

	private static final JsonMapper JSON = new JsonMapper();

	private final String name;

	private final PrometheusMeterRegistry meters;

	private final Supplier<Map<String, HealthIndicator>> indicators;

	ManagementPages(String name, PrometheusMeterRegistry meters, Supplier<Map<String, HealthIndicator>> indicators) {
		this.name = name;
		this.meters = meters;
		this.indicators = indicators;
	}

	ManagementAnswer answer(String method, String path) {
		if (!"GET".equals(method)) {
			return ManagementAnswer.nothing(405);
		}
		return switch (path) {
			case "/health" -> health();
			case "/info" -> json(200, info());
			case "/metrics" -> new ManagementAnswer(200, PROMETHEUS_TYPE, this.meters.scrape(PROMETHEUS_TYPE));
			default -> ManagementAnswer.nothing(404);
		};
	}

	/** 503 as long as something that the part needs is away. */
	private ManagementAnswer health() {
		Map<String, Health> found = new TreeMap<>();
		this.indicators.get().forEach((name, indicator) -> found.put(name, indicator.health()));
		Status status = StatusAggregator.getDefault()
			.getAggregateStatus(found.values().stream().map(Health::getStatus).toArray(Status[]::new));
		boolean away = status.equals(Status.DOWN) || status.equals(Status.OUT_OF_SERVICE);
		Map<String, Object> components = new TreeMap<>();
		found.forEach((name, health) -> components.put(name, component(health)));
		return json(away ? 503 : 200, Map.of("status", away ? "DOWN" : "UP", "components", components));
	}

	private static Map<String, Object> component(Health health) {
		return Map.of("status", health.getStatus().getCode(), "details", health.getDetails());
	}

	private Map<String, String> info() {
		return Map.of("name", this.name, "version", version(), "java", Runtime.version().toString());
	}

	/** The jar's manifest knows; classes outside of a jar have none. */
	private static String version() {
		return Objects.requireNonNullElse(ManagementPages.class.getPackage().getImplementationVersion(), "development");
	}

	private static ManagementAnswer json(int status, Object value) {
		return new ManagementAnswer(status, JSON_TYPE, JSON.writeValueAsString(value));
	}

}
