package io.autoclip.api.dispatch;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import io.autoclip.task.AdmissionPublisher;

/**
 * Tells whether the broker is there. It is never a reason to be down: tasks are accepted
 * without it and wait.
 */
@Component("broker")
class BrokerHealth implements HealthIndicator {

	private final AdmissionPublisher publisher;

	BrokerHealth(AdmissionPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public Health health() {
		return Health.up().withDetail("connected", this.publisher.isReady()).build();
	}

}
