package io.autoclip.worker.task;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import jakarta.validation.constraints.PositiveOrZero;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much a worker does at once, and for how long it waits.
 *
 * @param slots how many tasks it has at once; 0 stands for the number of cores, at least
 * 2
 * @param wallClock how long one attempt may take
 * @param noProgress how long a site may send nothing
 * @param storagePatience how long a finished download waits for the object storage
 * @param scratchSize the bytes that the files of one attempt may have together; twice the
 * largest file is needed while picture and sound are merged
 * @param minFreeDisk the bytes that must be free where the scratch directory lies for
 * this worker to take tasks; 0 for no such limit
 * @param shutdownGrace how long running tasks may go on when the worker is told to stop
 */
@Validated
@ConfigurationProperties("autoclip.worker")
record WorkerSettings(@DefaultValue("0") @PositiveOrZero int slots,
		@DefaultValue("2h") @DurationUnit(ChronoUnit.SECONDS) Duration wallClock,
		@DefaultValue("2m") @DurationUnit(ChronoUnit.SECONDS) Duration noProgress,
		@DefaultValue("10m") @DurationUnit(ChronoUnit.SECONDS) Duration storagePatience,
		@DefaultValue("25GB") DataSize scratchSize, @DefaultValue("2GB") DataSize minFreeDisk,
		@DefaultValue("20s") @DurationUnit(ChronoUnit.SECONDS) Duration shutdownGrace) {

	int effectiveSlots() {
		return (this.slots > 0) ? this.slots : Math.max(2, Runtime.getRuntime().availableProcessors());
	}

}
