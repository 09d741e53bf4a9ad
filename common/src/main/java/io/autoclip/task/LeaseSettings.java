package io.autoclip.task;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * How long a worker may be silent before its task is given to another.
 *
 * @param lease the time, 10 s to 59 min: it is renewed each second, and a worker stops 5
 * s before its end; a plain number is seconds
 */
@Validated
@ConfigurationProperties("autoclip")
public record LeaseSettings(@DefaultValue("30") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(
		seconds = 10) @DurationMax(minutes = 59) Duration lease) {

}
