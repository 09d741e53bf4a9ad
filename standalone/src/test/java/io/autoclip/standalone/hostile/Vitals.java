package io.autoclip.standalone.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How the worker is.
 *
 * @param host the process id of the yt-dlp host
 * @param hostMemory the bytes that the host holds
 * @param children processes besides the host
 */
record Vitals(long host, long hostMemory, List<Long> children) {

	static Vitals of(List<ProcessHandle> processes) {
		List<ProcessHandle> tools = processes.stream().filter((process) -> !startsTheHost(process)).toList();
		List<Long> all = tools.stream().map(ProcessHandle::pid).toList();
		ProcessHandle host = tools.stream()
			.filter((process) -> isStartedByOthers(process, all))
			.findFirst()
			.orElseThrow(() -> new AssertionError("The yt-dlp host is gone"));
		return new Vitals(host.pid(), memory(host), all.stream().filter((pid) -> pid != host.pid()).toList());
	}

	/** The relay, and what makes the host's namespaces: both live as long as the host. */
	private static boolean startsTheHost(ProcessHandle process) {
		String line = process.info().commandLine().orElse("");
		return line.contains("/relay.py ") || line.contains("unshare --");
	}

	/** Children come and go meanwhile: one that has ended has no parent. */
	private static boolean isStartedByOthers(ProcessHandle process, List<Long> tools) {
		return process.parent().map(ProcessHandle::pid).filter((parent) -> !tools.contains(parent)).isPresent();
	}

	private static long memory(ProcessHandle process) {
		try (var lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
			return lines.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new AssertionError("The yt-dlp host is gone", ex);
		}
	}

	/** The bytes that the JVM's live objects hold. */
	static long heap() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
