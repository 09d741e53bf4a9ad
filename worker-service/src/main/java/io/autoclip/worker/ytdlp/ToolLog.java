package io.autoclip.worker.ytdlp;

import java.io.IOException;

import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Reads the file into which the host's child writes what yt-dlp says ({@code
 * tasklog.py}). The child has read what strangers wrote, so it is not trusted to have
 * left a plain file: no link is followed, and only its end is read.
 */
final class ToolLog {

	private static final Log logger = LogFactory.getLog(ToolLog.class);

	private static final String NAME = "ytdlp.log";

	private static final int MOST = 16 * 1024;

	private ToolLog() {
	}

	/**
	 * Reads the end of the log.
	 * @param directory the directory of an attempt of which nothing runs any more
	 * @return at most 16 KiB, in whole lines; empty if there is no log
	 */
	static String read(Path directory) {
		Path file = directory.resolve(NAME);
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			return "";
		}
		try (SeekableByteChannel content = Files.newByteChannel(file,
				Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
			return end(content);
		}
		catch (IOException ex) {
			logger.debug("The log of an attempt cannot be read", ex);
			return "";
		}
	}

	private static String end(SeekableByteChannel content) throws IOException {
		long skipped = Math.max(0, content.size() - MOST);
		content.position(skipped);
		String text = new String(Channels.newInputStream(content).readNBytes(MOST), StandardCharsets.UTF_8);
		return (skipped > 0) ? text.substring(text.indexOf('\n') + 1) : text;
	}

}
