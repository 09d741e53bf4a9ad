package io.autoclip.worker.reconcile;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import jakarta.validation.constraints.PositiveOrZero;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

import io.autoclip.video.RetentionLimits;

/**
 * How much of the library is kept. What is 0 is no limit.
 *
 * @param age how long after its publication a video is deleted; a plain number is days
 * @param videos how many videos there may be
 * @param size how large they may be together, with all that is stored beside them
 */
@Validated
@ConfigurationProperties("autoclip.retention")
record RetentionSettings(@DefaultValue("0") @DurationUnit(ChronoUnit.DAYS) @DurationMin Duration age,
		@DefaultValue("0") @PositiveOrZero long videos, @DefaultValue("0") DataSize size) {

	RetentionLimits limits() {
		return new RetentionLimits(this.age, this.videos, this.size.toBytes());
	}

}
