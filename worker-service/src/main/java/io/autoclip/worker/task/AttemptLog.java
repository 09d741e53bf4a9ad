package io.autoclip.worker.task;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.autoclip.task.TaskLogs;

/**
 * What people can read of an attempt: its phases with their times, and the end of what
 * the tool said. It holds nothing that the host has not made fit to be told.
 */
final class AttemptLog {

	private static final double NANOS = 1e9;

	private final long begunAt;

	private final List<String> notes = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	private String tool = "";

	AttemptLog(long now) {
		this.begunAt = now;
	}

	/** Notes what happens now, by the worker's monotonic clock in nanoseconds. */
	synchronized void note(String what, long now) {
		this.notes.add(String.format(Locale.ROOT, "%8.1f s  %s%n", (now - this.begunAt) / NANOS, what));
	}

	/** Keeps what the site or a tool complained about. */
	synchronized void warn(String warning) {
		if (this.warnings.size() < 10) {
			this.warnings.add(warning);
		}
	}

	synchronized List<String> warnings() {
		return List.copyOf(this.warnings);
	}

	/** Keeps what the tool said. */
	synchronized void tool(String text) {
		this.tool = text;
	}

	/**
	 * Returns the whole, at most 16 KiB as UTF-8: of what the tool said, the beginning is
	 * left out.
	 */
	synchronized String text() {
		String head = String.join("", this.notes) + (this.tool.isEmpty() ? "" : System.lineSeparator());
		return head + end(this.tool, TaskLogs.MAX_BYTES - bytes(head));
	}

	private static String end(String text, int most) {
		if (bytes(text) <= most) {
			return text;
		}
		byte[] all = text.getBytes(StandardCharsets.UTF_8);
		int from = all.length - Math.max(0, most);
		while (from < all.length && all[from - 1] != (byte) '\n') { // whole lines only
			from++;
		}
		return new String(all, from, all.length - from, StandardCharsets.UTF_8);
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}
