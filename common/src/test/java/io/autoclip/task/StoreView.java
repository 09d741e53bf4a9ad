package io.autoclip.task;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;

import io.autoclip.json.StoredJson;

/**
 * All that stands in the store at one moment, read in one step.
 *
 * @param sets the members of all places, tokens, slots and lists, by key; without those
 * that say nothing of where a task is
 * @param tasks the records
 */
record StoreView(Map<String, Set<String>> sets, Collection<Task> tasks) {

	private static final Set<String> OTHER_SETS = Set.of("videos", "workers", "configured-sites");

	private static final DefaultRedisScript<String> READ = new DefaultRedisScript<>("""
			local all = {}
			for _, key in ipairs(redis.call('KEYS', '{autoclip}:*')) do
			  local name, type = key:sub(12), redis.call('TYPE', key).ok
			  if type == 'zset' then all[name] = redis.call('ZRANGE', key, 0, -1) end
			  if type == 'set' then all[name] = redis.call('SMEMBERS', key) end
			  if name == 'leads' then
			    all[name] = {}
			    local leads = redis.call('HGETALL', key)
			    for i = 1, #leads, 2 do table.insert(all[name], leads[i] .. '=' .. leads[i + 1]) end
			  end
			  if name:find('^task:') then all[name] = redis.call('HMGET', key, 'doc', 'admission') end
			end
			return cjson.encode(all)""", String.class);

	static StoreView read(StringRedisTemplate redis) {
		Map<String, Set<String>> sets = new TreeMap<>();
		Map<String, Task> tasks = new HashMap<>();
		Map<?, ?> all = StoredJson.read(redis.execute(READ, List.of("{autoclip}:task")), Map.class);
		all.forEach((key, value) -> {
			String name = (String) key;
			List<?> members = (List<?>) value;
			if (name.startsWith("task:")) {
				tasks.put(name, task(members));
			}
			else if (!OTHER_SETS.contains(name) && !name.startsWith("owners:") && !name.startsWith("library:")
					&& !name.startsWith("clips:") && !name.startsWith("stats:")) {
				sets.put(name, strings(members));
			}
		});
		return new StoreView(sets, tasks.values());
	}

	Set<String> facts() {
		Set<String> facts = new TreeSet<>();
		this.tasks.forEach((task) -> facts.add(ModelTask.factsOf(task)));
		return facts;
	}

	private static Task task(List<?> fields) {
		long admission = (fields.get(1) instanceof String number) ? Long.parseLong(number) : 0;
		return StoredJson.read((String) fields.get(0), Task.class).withAdmission(admission);
	}

	private static Set<String> strings(List<?> members) {
		Set<String> strings = new TreeSet<>();
		members.forEach((member) -> strings.add((String) member));
		return strings;
	}

}
