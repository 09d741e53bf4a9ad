package io.autoclip.worker.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import tools.jackson.core.JacksonException;

import org.springframework.stereotype.Component;

import io.autoclip.json.StoredJson;
import io.autoclip.worker.process.ToolFailedException;
import io.autoclip.worker.process.ToolRunner;

/**
 * Finds out what a file really is. Only files are opened, and only by the demuxers that
 * are kept, whatever the file claims to be.
 */
@Component
public class Ffprobe {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final String ENTRIES = "format=format_name,duration:"
			+ "stream=codec_type,codec_name,width,height:stream_disposition=attached_pic";

	private final ToolRunner tools;

	Ffprobe(ToolRunner tools) {
		this.tools = tools;
	}

	/**
	 * Looks at a file.
	 * @param file an absolute path
	 * @return what it is
	 * @throws InvalidMediaException if it is not media that can be played
	 * @throws InterruptedException if the caller was interrupted
	 */
	public MediaInfo probe(Path file) throws InvalidMediaException, InterruptedException {
		try {
			String json = this.tools.run(command(file), LIMIT);
			return Container.describe(StoredJson.read(json, ProbeOutput.class));
		}
		catch (ToolFailedException | JacksonException | NumberFormatException ex) {
			throw new InvalidMediaException("ffprobe cannot read it", ex);
		}
	}

	private static List<String> command(Path file) {
		return List.of("ffprobe", "-v", "error", "-hide_banner", "-protocol_whitelist", "file", "-format_whitelist",
				Container.demuxers(), "-show_entries", ENTRIES, "-of", "json", "-i", "file:" + file);
	}

}
