package io.autoclip.admission;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * How much may be asked of a site at once, and how much by one owner. The api writes the
 * limits to Redis when it starts; the scripts read them only there, so that all replicas
 * go by the same ones.
 */
public class SiteLimits {

	private static final String CONFIGURED = "{autoclip}:configured-sites";

	private final StringRedisTemplate redis;

	SiteLimits(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Sets what holds for every site, and for those that have something of their own. A
	 * site that had something of its own before and is not named any more has not.
	 * @param settings the limits
	 */
	public void configure(SiteSettings settings) {
		this.redis.opsForHash()
			.putAll("{autoclip}:settings", Map.of("site_limit", String.valueOf(settings.limit()), "site_spacing",
					String.valueOf(settings.spacing().toMillis())));
		Map<String, Map<String, String>> own = new HashMap<>();
		SiteOverrides.limits(settings.limits())
			.forEach((site, limit) -> own.computeIfAbsent(site, (name) -> new HashMap<>())
				.put("limit", String.valueOf(limit)));
		SiteOverrides.spacings(settings.spacings())
			.forEach((site, spacing) -> own.computeIfAbsent(site, (name) -> new HashMap<>())
				.put("spacing", String.valueOf(spacing.toMillis())));
		forgetOthers(own.keySet());
		own.forEach(this::set);
	}

	/**
	 * Sets how much one owner may ask for.
	 * @param settings the limit
	 */
	public void configure(OwnerSettings settings) {
		this.redis.opsForHash().put("{autoclip}:settings", "owner_limit", String.valueOf(settings.clientTasks()));
	}

	/**
	 * Sets how much of the library one owner may hold and still ask for more.
	 * @param settings the limits
	 */
	public void configure(QuotaSettings settings) {
		this.redis.opsForHash()
			.putAll("{autoclip}:settings", Map.of("quota_videos", String.valueOf(settings.videos()), "quota_bytes",
					String.valueOf(settings.size().toBytes())));
	}

	private void forgetOthers(Set<String> sites) {
		Set<String> before = this.redis.opsForSet().members(CONFIGURED);
		for (String site : (before != null) ? before : Set.<String>of()) {
			if (!sites.contains(site)) {
				this.redis.opsForHash().delete(key(site), "limit", "spacing");
				this.redis.opsForSet().remove(CONFIGURED, site);
			}
		}
	}

	/** An idle site is forgotten after a day, unless it has something of its own. */
	private void set(String site, Map<String, String> own) {
		this.redis.opsForHash().delete(key(site), "limit", "spacing");
		this.redis.opsForHash().putAll(key(site), own);
		this.redis.persist(key(site));
		this.redis.opsForSet().add(CONFIGURED, site);
	}

	private static String key(String site) {
		return "{autoclip}:site:" + site;
	}

}
