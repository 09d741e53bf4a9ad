package io.autoclip.task;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * For how long tasks are remembered.
 *
 * @param retention how long after its end a task is forgotten, a day at the least (so
 * long an idempotency key holds); its video stays. A plain number is days
 */
@Validated
@ConfigurationProperties("autoclip.task")
public record RetentionSettings(
		@DefaultValue("30d") @DurationUnit(ChronoUnit.DAYS) @DurationMin(days = 1) Duration retention) {

}
