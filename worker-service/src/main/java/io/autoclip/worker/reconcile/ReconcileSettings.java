package io.autoclip.worker.reconcile;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * When leftovers are looked for, and what counts as one.
 *
 * @param interval the time between two rounds
 * @param age how old something without an owner must be to be removed
 */
@ConfigurationProperties("autoclip.reconcile")
record ReconcileSettings(@DefaultValue("10m") @DurationUnit(ChronoUnit.SECONDS) Duration interval,
		@DefaultValue("1h") @DurationUnit(ChronoUnit.SECONDS) Duration age) {

}
