package io.autoclip.worker.ytdlp;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * How yt-dlp is run.
 *
 * @param python the Python that has yt-dlp: a name on the PATH, or an absolute path
 * @param maxFileSize the largest file that a download may write
 * @param maxMemory the data that each process of a download may hold
 * @param maxCpu the processor time that each process of a download may use
 */
@ConfigurationProperties("autoclip.ytdlp")
record YtDlpSettings(@DefaultValue("python3") String python, @DefaultValue("10GB") DataSize maxFileSize,
		@DefaultValue("2GB") DataSize maxMemory,
		@DefaultValue("1h") @DurationUnit(ChronoUnit.SECONDS) Duration maxCpu) {

}
