package io.autoclip.api.limit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much a client may ask for.
 *
 * @param clientRate requests per second of one client, over all replicas; three seconds'
 * worth at once; 0 for no limit
 */
@Validated
@ConfigurationProperties("autoclip")
record ClientRateSettings(@DefaultValue("100") @PositiveOrZero @Max(1_000_000) int clientRate) {

}
