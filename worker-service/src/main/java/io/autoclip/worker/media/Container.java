package io.autoclip.worker.media;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The containers that are kept, by the names of ffmpeg's demuxers. The list is also the
 * demuxers' whitelist: a file that is really a playlist or a script is not opened at all.
 */
enum Container {

	MP4("mov", "mp4", "video/mp4", "m4a", "audio/mp4"), WEBM("matroska", "webm", "video/webm", "webm", "audio/webm"),
	MPEG_TS("mpegts", "ts", "video/mp2t", "ts", "video/mp2t"), FLV("flv", "flv", "video/x-flv", "flv", "video/x-flv"),
	AVI("avi", "avi", "video/x-msvideo", "avi", "video/x-msvideo"),
	ASF("asf", "wmv", "video/x-ms-wmv", "wma", "audio/x-ms-wma"), MP3("mp3", "mp3", "audio/mpeg", "mp3", "audio/mpeg"),
	OGG("ogg", "ogv", "video/ogg", "ogg", "audio/ogg"), AAC("aac", "aac", "audio/aac", "aac", "audio/aac"),
	FLAC("flac", "flac", "audio/flac", "flac", "audio/flac"), WAV("wav", "wav", "audio/wav", "wav", "audio/wav");

	/**
	 * What WebM may hold (webmproject.org/docs/container); anything else in Matroska is
	 * MKV.
	 */
	private static final Set<String> WEBM_CODECS = Set.of("vp8", "vp9", "av1", "opus", "vorbis", "webvtt");

	private final String demuxer;

	private final String format;

	private final String contentType;

	private final String soundFormat;

	private final String soundContentType;

	Container(String demuxer, String format, String contentType, String soundFormat, String soundContentType) {
		this.demuxer = demuxer;
		this.format = format;
		this.contentType = contentType;
		this.soundFormat = soundFormat;
		this.soundContentType = soundContentType;
	}

	static String demuxers() {
		List<String> names = Arrays.stream(values()).map((container) -> container.demuxer).toList();
		return String.join(",", names);
	}

	static MediaInfo describe(ProbeOutput probe) throws InvalidMediaException {
		List<String> names = List.of(probe.formatName().split(","));
		Container container = Arrays.stream(values())
			.filter((candidate) -> names.contains(candidate.demuxer))
			.findFirst()
			.orElseThrow(() -> new InvalidMediaException("Unknown container " + probe.formatName(), null));
		return container.info(probe);
	}

	private MediaInfo info(ProbeOutput probe) throws InvalidMediaException {
		ProbeOutput.Stream picture = probe.picture().orElse(null);
		if (picture == null && probe.all().stream().noneMatch(ProbeOutput.Stream::isSound)) {
			throw new InvalidMediaException("Neither picture nor sound", null);
		}
		if (picture == null) {
			return new MediaInfo(this.soundFormat, this.soundContentType, probe.duration(), null, null);
		}
		boolean mkv = this == WEBM
				&& !probe.all().stream().allMatch((stream) -> WEBM_CODECS.contains(stream.codecName()));
		return new MediaInfo(mkv ? "mkv" : this.format, mkv ? "video/x-matroska" : this.contentType, probe.duration(),
				picture.width(), picture.height());
	}

}
