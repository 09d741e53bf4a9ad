package io.autoclip.api.event;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * How events are sent to clients.
 *
 * @param maxStreams how many event streams this replica sends at once
 * @param clientStreams how many of them one client may have; 0 for no limit
 * @param queue how many events a slow client may lag behind before it is cut off; it
 * resumes where it was
 * @param heartbeat the longest silence on a stream: proxies cut silent connections; a
 * plain number is seconds
 */
@Validated
@ConfigurationProperties("autoclip.events")
public record EventSettings(@DefaultValue("1000") @Positive int maxStreams,
		@DefaultValue("20") @PositiveOrZero int clientStreams, @DefaultValue("1000") @Positive int queue,
		@DefaultValue("10") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(millis = 1) Duration heartbeat) {

	int mostOfOne() {
		return (this.clientStreams > 0) ? this.clientStreams : Integer.MAX_VALUE;
	}

}
