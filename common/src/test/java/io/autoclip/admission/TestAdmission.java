package io.autoclip.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.task.Admission;
import io.autoclip.task.Site;
import io.autoclip.task.TaskId;
import io.autoclip.task.WorkerId;

/**
 * What tests of the store do to the waiting room, and see in it.
 */
public class TestAdmission {

	private final StringRedisTemplate redis;

	private final Admissions admissions;

	private final Workers workers;

	private final SiteLimits limits;

	private final Invariant invariant;

	private final Map<String, Integer> ownLimits = new HashMap<>();

	private int defaultLimit = 4;

	private Duration defaultSpacing = Duration.ZERO;

	public TestAdmission(StringRedisTemplate redis) {
		this.redis = redis;
		this.admissions = new Admissions(redis);
		this.workers = new Workers(redis);
		this.limits = new SiteLimits(redis);
		this.invariant = new Invariant(redis);
	}

	public void heartbeat(WorkerId worker, int slots) {
		this.workers.heartbeat(worker, slots, new WorkerInfo(worker, slots, Map.of()));
	}

	public List<Admission> admit() {
		return this.admissions.admit();
	}

	public void giveBack(Admission admission) {
		this.admissions.giveBack(admission);
	}

	public void setDefaults(int limit, Duration spacing) {
		this.defaultLimit = limit;
		this.defaultSpacing = spacing;
		configure();
	}

	private void configure() {
		List<String> own = this.ownLimits.entrySet()
			.stream()
			.map((site) -> site.getKey() + "=" + site.getValue())
			.toList();
		configure(new SiteSettings(this.defaultLimit, this.defaultSpacing, own, List.of()));
	}

	public void configure(SiteSettings settings) {
		this.limits.configure(settings);
	}

	public void limitOwners(int tasks) {
		this.limits.configure(new OwnerSettings(tasks));
	}

	public void setLimit(Site site, int limit) {
		this.ownLimits.put(site.name(), limit);
		configure();
	}

	public Duration turn(Site site, Duration longest) {
		return this.admissions.turn(site, longest);
	}

	public Map<Finding, Integer> mend() {
		return this.invariant.mend();
	}

	public List<TaskId> settleDue() {
		return this.admissions.settleDue();
	}

	public void wakeDelayed() {
		for (String id : this.redis.opsForZSet().range("{autoclip}:delayed", 0, -1)) {
			this.redis.opsForZSet().add("{autoclip}:delayed", id, 1);
		}
		this.admissions.settleDue();
	}

	public List<String> placesOf(TaskId id) {
		List<String> places = new ArrayList<>();
		for (String key : this.redis.keys("{autoclip}:*")) {
			String name = key.substring("{autoclip}:".length());
			boolean place = name.matches("waiting:.*|admitted|delayed|following:.*|leases");
			if (place && this.redis.opsForZSet().score(key, id.value()) != null) {
				places.add(name);
			}
		}
		return places;
	}

}
