package io.autoclip.admission;

import java.util.Map;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.task.Site;

/**
 * How much may be asked of a site at once. The api writes the limits to Redis when it
 * starts; the scripts read them only there, so that all replicas go by the same ones.
 */
public class SiteLimits {

	private final StringRedisTemplate redis;

	SiteLimits(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Sets what holds for every site without limits of its own.
	 * @param settings the limits
	 */
	public void setDefaults(SiteSettings settings) {
		this.redis.opsForHash()
			.putAll("{autoclip}:settings", Map.of("site_limit", String.valueOf(settings.limit()), "site_spacing",
					String.valueOf(settings.spacing().toMillis())));
	}

	/**
	 * Sets the limit of one site.
	 * @param site the site
	 * @param limit how many of its tasks may run at once; 0 pauses it
	 */
	public void set(Site site, int limit) {
		String key = "{autoclip}:site:" + site;
		this.redis.opsForHash().put(key, "limit", String.valueOf(limit));
		// An idle site is forgotten after a day, unless it has a limit of its own.
		this.redis.persist(key);
	}

}
