package io.autoclip.worker.media;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The part of {@code ffprobe -of json -show_format -show_streams} that we read. Numbers
 * that are not exact come as text.
 *
 * @param format the container
 * @param streams its streams
 */
record ProbeOutput(@Nullable Format format, @Nullable List<Stream> streams) {

	record Format(@Nullable String formatName, @Nullable String duration) {

	}

	record Stream(@Nullable String codecType, @Nullable String codecName, @Nullable Integer width,
			@Nullable Integer height, @Nullable Map<String, Integer> disposition) {

		boolean isPicture() {
			boolean cover = this.disposition != null && this.disposition.getOrDefault("attached_pic", 0) == 1;
			return "video".equals(this.codecType) && !cover;
		}

		boolean isSound() {
			return "audio".equals(this.codecType);
		}

	}

	List<Stream> all() {
		return (this.streams != null) ? this.streams : List.of();
	}

	Optional<Stream> picture() {
		return all().stream().filter(Stream::isPicture).findFirst();
	}

	String formatName() {
		return (this.format != null && this.format.formatName() != null) ? this.format.formatName() : "";
	}

	@Nullable Double duration() {
		if (this.format == null || this.format.duration() == null) {
			return null;
		}
		return Double.valueOf(this.format.duration());
	}

}
