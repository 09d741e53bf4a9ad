package io.autoclip.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.json.StoredJson;
import io.autoclip.task.StoreScript;
import io.autoclip.task.WorkerId;

/**
 * The workers that are alive, and the slots that they offer.
 */
public class Workers {

	/**
	 * A worker that was silent for this long is taken for dead: nobody counts on its
	 * slots.
	 */
	static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

	private static final StoreScript<Long> HEARTBEAT = StoreScript.answeringNumber(Workers.class, "heartbeat.lua");

	private static final StoreScript<List<Object>> LIST = StoreScript.answeringList(Workers.class, "workers.lua");

	private final StringRedisTemplate redis;

	Workers(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Says that a worker lives.
	 * @param worker the worker
	 * @param slots how many tasks it can have at once at this moment; 0 if it takes none
	 * @param info what it runs
	 */
	public void heartbeat(WorkerId worker, int slots, WorkerInfo info) {
		HEARTBEAT.run(this.redis, worker.value(), String.valueOf(slots), String.valueOf(TIME_TO_LIVE.toMillis()),
				StoredJson.write(info));
	}

	/**
	 * Takes a worker off the list, because it stops.
	 * @param worker the worker
	 */
	public void leave(WorkerId worker) {
		this.redis.opsForZSet().remove("{autoclip}:workers", worker.value());
		this.redis.delete("{autoclip}:worker:" + worker);
	}

	/**
	 * Lists the live workers.
	 * @return what each runs
	 */
	public List<WorkerInfo> live() {
		List<Object> flat = LIST.run(this.redis);
		List<WorkerInfo> workers = new ArrayList<>();
		for (int i = 1; i < flat.size(); i += 2) {
			workers.add(StoredJson.read((String) flat.get(i), WorkerInfo.class));
		}
		return workers;
	}

}
