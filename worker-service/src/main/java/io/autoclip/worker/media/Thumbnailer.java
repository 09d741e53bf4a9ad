package io.autoclip.worker.media;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.autoclip.worker.process.ToolFailedException;
import io.autoclip.worker.process.ToolRunner;

/**
 * Makes the picture of a video: from the site's own, or from a frame. Either way the
 * result is a JPEG that ffmpeg wrote, at most 640 pixels wide, so that nothing that a
 * site sent as a picture reaches a browser as it is.
 */
@Component
public class Thumbnailer {

	private static final Log logger = LogFactory.getLog(Thumbnailer.class);

	private static final Duration LIMIT = Duration.ofSeconds(30);

	/** Seconds into a video, past most title cards. */
	private static final double LATEST = 10;

	private static final String PICTURES = "jpeg_pipe,png_pipe,webp_pipe,gif,bmp_pipe";

	private static final String SCALE = "scale='min(640,iw)':-2";

	private final ToolRunner tools;

	Thumbnailer(ToolRunner tools) {
		this.tools = tools;
	}

	/**
	 * Makes a picture from the one that the site gave.
	 * @param picture what the site gave
	 * @param to the file to write
	 * @return the file, if there is a picture
	 * @throws InterruptedException if the caller was interrupted
	 */
	public Optional<Path> fromPicture(Path picture, Path to) throws InterruptedException {
		return make(List.of("-format_whitelist", PICTURES, "-i", "file:" + picture), to);
	}

	/**
	 * Makes a picture from a frame some way into a video.
	 * @param media the video
	 * @param duration its duration in seconds, if the site told it
	 * @param to the file to write
	 * @return the file, if there is a picture
	 * @throws InterruptedException if the caller was interrupted
	 */
	public Optional<Path> fromFrame(Path media, @Nullable Double duration, Path to) throws InterruptedException {
		double position = (duration != null) ? Math.min(duration / 10, LATEST) : 1;
		Optional<Path> picture = fromFrame(media, position, to);
		return picture.isPresent() ? picture : fromFrame(media, 0, to);
	}

	private Optional<Path> fromFrame(Path media, double position, Path to) throws InterruptedException {
		return make(List.of("-format_whitelist", Container.demuxers(), "-ss", String.valueOf(position), "-i",
				"file:" + media), to);
	}

	private Optional<Path> make(List<String> input, Path to) throws InterruptedException {
		List<String> head = List.of("ffmpeg", "-v", "error", "-nostdin", "-y", "-threads", "1", "-protocol_whitelist",
				"file");
		List<String> tail = List.of("-map", "0:v:0", "-frames:v", "1", "-vf", SCALE, "-f", "image2", "-update", "1",
				"-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-strict", "unofficial", "file:" + to);
		try {
			this.tools.run(Stream.of(head, input, tail).flatMap(List::stream).toList(), LIMIT);
		}
		catch (ToolFailedException ex) {
			logger.info("No picture: " + ex.getMessage());
		}
		return Optional.of(to).filter(Files::isRegularFile);
	}

}
