package io.autoclip.library;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What there is, in numbers.
 *
 * @param tasks how many tasks there are, by status
 * @param videos how many videos there are
 * @param bytes how much their files take in the storage
 * @param sites how the sites have answered, the one that was asked last first
 */
public record Statistics(Map<String, Long> tasks, long videos, long bytes, List<OfSite> sites) {

	static Statistics read(List<String> statuses, List<?> answer) {
		Map<String, Long> tasks = new LinkedHashMap<>();
		List<?> counts = (List<?>) answer.get(2);
		for (int i = 0; i < statuses.size(); i++) {
			tasks.put(statuses.get(i), (Long) counts.get(i));
		}
		List<OfSite> sites = new ArrayList<>();
		List<?> flat = (List<?>) answer.get(3);
		for (int i = 0; i < flat.size(); i += 2) {
			sites.add(OfSite.read((String) flat.get(i), (List<?>) flat.get(i + 1)));
		}
		return new Statistics(tasks, (Long) answer.get(0), (Long) answer.get(1), sites);
	}

	/**
	 * How a site has answered.
	 *
	 * @param site the name of the site
	 * @param succeeded how many tasks succeeded that asked it
	 * @param failed how many failed for good
	 * @param lastSuccess when one succeeded last
	 * @param lastError the code of the last attempt that failed
	 * @param lastErrorAt when that was
	 */
	public record OfSite(String site, long succeeded, long failed, @Nullable Instant lastSuccess,
			@Nullable String lastError, @Nullable Instant lastErrorAt) {

		private static OfSite read(String site, List<?> flat) {
			Map<String, String> fields = new HashMap<>();
			for (int i = 0; i < flat.size(); i += 2) {
				fields.put((String) flat.get(i), (String) flat.get(i + 1));
			}
			return new OfSite(site, Long.parseLong(fields.getOrDefault("succeeded", "0")),
					Long.parseLong(fields.getOrDefault("failed", "0")), time(fields.get("last_success")),
					fields.get("last_error"), time(fields.get("last_error_at")));
		}

		private static @Nullable Instant time(@Nullable String millis) {
			return (millis != null) ? Instant.ofEpochMilli(Long.parseLong(millis)) : null;
		}

	}

}
