package io.autoclip.api.http;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.hibernate.validator.constraints.time.DurationMax;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * How an api that is one of several leaves.
 *
 * @param drain how long it still serves after it was told to stop, while it says that it
 * is not ready: longer than a load balancer takes to notice. A plain number is seconds.
 */
@Validated
@ConfigurationProperties("autoclip")
record DrainSettings(@DefaultValue("0") @DurationUnit(ChronoUnit.SECONDS) @DurationMax(seconds = 60) Duration drain) {

}
