package io.autoclip.storage;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * How long one waits for the object storage. A transfer may take any time as long as
 * bytes move; plain numbers are seconds.
 *
 * @param connect how long to wait for a connection
 * @param silence how long the storage may neither take nor send a byte
 * @param calls how many calls may wait for an answer at once; one more is refused at
 * once, as if the storage were away. An upload counts until its end, a file that is read
 * until its first byte.
 */
@Validated
@ConfigurationProperties("autoclip.storage.limits")
public record StorageLimits(@DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS) Duration connect,
		@DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS) Duration silence,
		@DefaultValue("1000") @Positive int calls) {

}
