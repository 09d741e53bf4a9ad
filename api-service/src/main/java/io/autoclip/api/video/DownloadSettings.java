package io.autoclip.api.video;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * How videos are handed out.
 *
 * @param mode where the links lead
 * @param validity how long a signed link works, from 1 s to the 7 days that S3 allows; a
 * plain number is seconds
 */
@Validated
@ConfigurationProperties("autoclip.download")
public record DownloadSettings(@DefaultValue("redirect") DownloadMode mode,
		@DefaultValue("600") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(seconds = 1) @DurationMax(
				days = 7) Duration validity) {

}
