package io.autoclip.admission;

import jakarta.validation.constraints.PositiveOrZero;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much of the library one owner may hold and still ask for more. What is 0 is no
 * limit.
 *
 * @param videos how many videos
 * @param size how large they may be together, with all that is stored beside them
 */
@Validated
@ConfigurationProperties("autoclip.quota")
public record QuotaSettings(@DefaultValue("0") @PositiveOrZero long videos, @DefaultValue("0") DataSize size) {

}
