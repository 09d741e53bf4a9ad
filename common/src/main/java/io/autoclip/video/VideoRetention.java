package io.autoclip.video;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.video.VideoRepository.Listed;

/**
 * Deletes videos that are too old or too many, the oldest first, and never one that is
 * pinned. Whether there are still too many is looked at in the very step that deletes
 * one, so several processes may do this at once, and a pin that comes just in time holds.
 */
public class VideoRetention {

	/** As many are looked at at once. */
	private static final int PAGE = 100;

	private final StringRedisTemplate redis;

	private final VideoRepository videos;

	private final VideoPins pins;

	private final VideoDeletion deletion;

	VideoRetention(StringRedisTemplate redis, VideoRepository videos, VideoPins pins, VideoDeletion deletion) {
		this.redis = redis;
		this.videos = videos;
		this.pins = pins;
		this.deletion = deletion;
	}

	/**
	 * Takes one round.
	 * @param limits how much is kept
	 * @return how many videos were deleted, by why
	 */
	public Map<Reason, Integer> run(RetentionLimits limits) {
		Map<Reason, Integer> deleted = new EnumMap<>(Reason.class);
		if (limits.areNone()) {
			return deleted;
		}
		Instant tooOld = now().minus(limits.age());
		Long after = null;
		List<Listed> page;
		do {
			page = this.videos.oldest(after, PAGE);
			after = page.isEmpty() ? after : Long.valueOf(page.getLast().position());
		}
		while (look(page, limits, tooOld, deleted) && page.size() == PAGE);
		return deleted;
	}

	/**
	 * Deletes what of a page is due.
	 * @return whether younger ones may be due, too: if any of these was, or all are
	 * pinned
	 */
	private boolean look(List<Listed> page, RetentionLimits limits, Instant tooOld, Map<Reason, Integer> deleted) {
		List<VideoId> pinned = this.pins.pinned(page.stream().map((listed) -> listed.video().id()).toList());
		boolean goOn = pinned.size() == page.size();
		for (Listed listed : page) {
			Reason reason = pinned.contains(listed.video().id()) ? null : delete(listed.video(), limits, tooOld);
			if (reason != null) {
				deleted.merge(reason, 1, Integer::sum);
				goOn = true;
			}
		}
		return goOn;
	}

	private @Nullable Reason delete(Video video, RetentionLimits limits, Instant tooOld) {
		if (!limits.age().isZero() && video.createdAt().isBefore(tooOld) && this.deletion.retire(video.id(), -1, -1)) {
			return Reason.AGE;
		}
		if (limits.videos() > 0 && this.deletion.retire(video.id(), limits.videos(), -1)) {
			return Reason.VIDEOS;
		}
		if (limits.bytes() > 0 && this.deletion.retire(video.id(), -1, limits.bytes())) {
			return Reason.SIZE;
		}
		return null;
	}

	/** Time is Redis' own: the clock of who runs this may be wrong. */
	private Instant now() {
		Long millis = this.redis.execute((RedisConnection connection) -> connection.serverCommands().time());
		return Instant.ofEpochMilli(Objects.requireNonNull(millis));
	}

	/** Why a video was deleted. */
	public enum Reason {

		/** It was too old. */
		AGE,

		/** There were too many. */
		VIDEOS,

		/** They were too large together. */
		SIZE

	}

}
