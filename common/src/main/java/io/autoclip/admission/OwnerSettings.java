package io.autoclip.admission;

import jakarta.validation.constraints.PositiveOrZero;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one owner may ask for; as long as there are no accounts, a client is one.
 *
 * @param clientTasks how many of an owner's tasks may be waiting or running; 0 for no
 * limit
 */
@Validated
@ConfigurationProperties("autoclip")
public record OwnerSettings(@DefaultValue("1000") @PositiveOrZero int clientTasks) {

}
