package io.autoclip.worker.ytdlp;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

import io.autoclip.task.Output;

/**
 * What the worker says to the yt-dlp host: one JSON object a line. {@code protocol.py} is
 * the other end.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface HostCommand {

	/** The worker is alive. Due every second. */
	@JsonTypeName("beat")
	record Beat() implements HostCommand {

	}

	/** Work for an attempt, which ends with an outcome. */
	sealed interface Work extends HostCommand {

		String id();

	}

	/**
	 * Download a link, or tell what is behind it.
	 *
	 * @param id the attempt
	 * @param url the link
	 * @param directory an absolute path
	 * @param proxy the egress proxy, with credentials
	 * @param options what to make of it
	 * @param limits what it may use
	 * @param work {@code download}; {@code preview}, what the link leads to; or
	 * {@code list}, the links of a list's entries
	 * @param most how many entries at the most
	 */
	@JsonTypeName("start")
	record Start(String id, String url, String directory, String proxy, Output options, Limits limits, String work,
			int most) implements Work {

		/** Download a link. */
		Start(String id, String url, String directory, String proxy, Output options, Limits limits) {
			this(id, url, directory, proxy, options, limits, "download", 1);
		}

	}

	/**
	 * Make something of a file that is here, or find something in it.
	 *
	 * @param id the attempt
	 * @param directory an absolute path
	 * @param source the file, in the directory
	 * @param job what to do
	 * @param limits what it may use
	 */
	@JsonTypeName("edit")
	record Edit(String id, String directory, String source, HostJob job, Limits limits) implements Work {

	}

	/**
	 * Download what was identified.
	 *
	 * @param id the attempt
	 */
	@JsonTypeName("go")
	record Go(String id) implements HostCommand {

	}

	/**
	 * End an attempt's processes at once.
	 *
	 * @param id the attempt
	 */
	@JsonTypeName("kill")
	record Kill(String id) implements HostCommand {

	}

	/**
	 * What each process of an attempt may use.
	 *
	 * @param fileSize bytes
	 * @param memory bytes
	 * @param cpu seconds
	 * @param duration the longest that the video itself may last, in seconds
	 */
	record Limits(long fileSize, long memory, long cpu, long duration) {

	}

}
