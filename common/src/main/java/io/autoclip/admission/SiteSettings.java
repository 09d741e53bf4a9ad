package io.autoclip.admission;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.validation.constraints.PositiveOrZero;
import org.hibernate.validator.constraints.time.DurationMax;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * How much may be asked of any one site.
 *
 * @param limit how many tasks of a site may run at once; 0 pauses all sites
 * @param spacing the least time between the starts of two tasks of a site; a plain number
 * is seconds
 * @param limits sites that have a limit of their own, each as {@code example.com=2}
 * @param spacings sites that have a spacing of their own, each as {@code example.com=5s}
 */
@Validated
@ConfigurationProperties("autoclip.site")
public record SiteSettings(@DefaultValue("4") @PositiveOrZero int limit,
		@DefaultValue("0") @DurationUnit(ChronoUnit.SECONDS) @DurationMax(minutes = 59) Duration spacing,
		@DefaultValue List<String> limits, @DefaultValue List<String> spacings) {

	/** Takes settings. */
	public SiteSettings {
		SiteOverrides.limits(limits);
		SiteOverrides.spacings(spacings);
	}

}
