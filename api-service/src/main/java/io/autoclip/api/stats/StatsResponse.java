package io.autoclip.api.stats;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.http.UtcMillis;
import io.autoclip.library.Statistics;
import io.autoclip.library.Statistics.OfSite;

/**
 * The numbers.
 *
 * @param tasks how many tasks there are
 * @param videos what is in the library
 * @param sites how the sites have answered, the one that was asked last first
 */
@Schema(name = "Stats", description = "What there is, and how the sites have answered, in numbers.")
record StatsResponse(Tasks tasks, Videos videos, List<SiteStats> sites) {

	static StatsResponse of(Statistics found) {
		return new StatsResponse(Tasks.of(found.tasks()), new Videos(found.videos(), found.bytes()),
				found.sites().stream().map(SiteStats::of).toList());
	}

	/**
	 * How many tasks there are, by status.
	 *
	 * @param queued waiting
	 * @param running with a worker
	 * @param succeeded ended well and not yet forgotten
	 * @param failed ended badly and not yet forgotten
	 * @param cancelled ended by request and not yet forgotten
	 */
	@Schema(name = "TaskCounts", description = "How many tasks there are, by status.")
	record Tasks(long queued, long running, long succeeded, long failed, long cancelled) {

		private static Tasks of(Map<String, Long> counts) {
			return new Tasks(counts.getOrDefault("queued", 0L), counts.getOrDefault("running", 0L),
					counts.getOrDefault("succeeded", 0L), counts.getOrDefault("failed", 0L),
					counts.getOrDefault("cancelled", 0L));
		}

	}

	/**
	 * What is in the library.
	 *
	 * @param count how many videos
	 * @param bytes the bytes of all their files
	 */
	@Schema(name = "VideoCounts", description = "What is in the library.")
	record Videos(long count, long bytes) {

	}

	/**
	 * How a site has answered.
	 *
	 * @param site the name of the site
	 * @param succeeded how many tasks succeeded
	 * @param failed how many failed for good
	 * @param lastSuccessAt when one succeeded last
	 * @param lastError why an attempt failed last
	 */
	@Schema(name = "SiteStats", description = "How a site has answered.")
	record SiteStats(String site, long succeeded, long failed, @UtcMillis @Nullable Instant lastSuccessAt,
			@Nullable LastError lastError) {

		private static SiteStats of(OfSite found) {
			LastError error = (found.lastError() != null && found.lastErrorAt() != null)
					? new LastError(found.lastError(), found.lastErrorAt()) : null;
			return new SiteStats(found.site(), found.succeeded(), found.failed(), found.lastSuccess(), error);
		}

	}

	/**
	 * Why an attempt failed.
	 *
	 * @param code the code, as in a task's error
	 * @param at when
	 */
	@Schema(name = "LastError", description = "Why an attempt failed last.")
	record LastError(String code, @UtcMillis Instant at) {

	}

}
