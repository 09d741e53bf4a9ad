package io.autoclip.admission;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.task.StoreScript;

/**
 * What must always hold in the store: a task that has not ended is in exactly one place,
 * it holds its site's token exactly while it is admitted or leased, and a site is asked
 * for tasks exactly while some wait. The scripts keep it so; this checks it and mends
 * what does not hold, a page a script, while everybody else goes on working. Any number
 * of processes may do so at once.
 */
public class Invariant {

	private static final StoreScript<List<Object>> MEND = StoreScript.answeringList(Invariant.class, "mend.lua");

	/** In this order, for a task that is put back makes its site known. */
	private static final List<String> INDEXES = List.of("tasks:queued", "tasks:running", "tasks:succeeded",
			"tasks:failed", "tasks:cancelled", "previews", "ended", "admitted", "delayed", "leases", "expanded",
			"workers", "sites");

	/** Small enough for a script of a few milliseconds. */
	private static final int PAGE = 200;

	/** Of lists that wait for their children, of whom each may have hundreds. */
	private static final int PAGE_OF_LISTS = 5;

	private final StringRedisTemplate redis;

	Invariant(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Goes through the store once.
	 * @return how often each thing was found and mended; empty if all was well
	 */
	public Map<Finding, Integer> mend() {
		Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
		mendWaitingRooms(findings);
		INDEXES.forEach((index) -> mend(index, findings));
		return findings;
	}

	private void mendWaitingRooms(Map<Finding, Integer> findings) {
		long from = 0;
		Set<String> sites = sites(from);
		while (!sites.isEmpty()) {
			sites.forEach((site) -> mend("waiting:" + site, findings));
			from += PAGE;
			sites = sites(from);
		}
	}

	private Set<String> sites(long from) {
		Set<String> sites = this.redis.opsForZSet().range("{autoclip}:sites", from, from + PAGE - 1);
		return (sites == null) ? Set.of() : sites;
	}

	private void mend(String index, Map<Finding, Integer> findings) {
		String from = "0";
		while (!from.equals("-1")) {
			int page = index.equals("expanded") ? PAGE_OF_LISTS : PAGE;
			List<Object> answer = MEND.run(this.redis, index, from, String.valueOf(page));
			for (int i = 1; i < answer.size(); i += 2) {
				findings.merge(Finding.of((String) answer.get(i)), 1, Integer::sum);
			}
			from = (String) answer.getFirst();
		}
	}

}
