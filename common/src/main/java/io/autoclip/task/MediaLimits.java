package io.autoclip.task;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * What a video may be. The worker holds to it and the api tells it.
 *
 * @param maxDuration the longest that a video may last; a plain number is seconds. What
 * the site tells counts before the download, what the file tells after it
 */
@Validated
@ConfigurationProperties("autoclip.media")
public record MediaLimits(
		@DefaultValue("12h") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(seconds = 1) Duration maxDuration) {

}
