package io.autoclip.standalone.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What must not be left when a task has ended.
 */
public final class Leftovers {

	private Leftovers() {
	}

	/** The directories of attempts, of all workers. */
	public static List<Path> attemptDirectories(Path scratch) throws IOException {
		try (Stream<Path> found = Files.walk(scratch, 2)) {
			return found.filter((path) -> path.getFileName().toString().matches("[0-9a-z]{26}\\.\\d+")).toList();
		}
	}

	/** The processes whose command line or working directory is below a folder. */
	public static List<ProcessHandle> processes(Path folder) {
		return ProcessHandle.allProcesses().filter((process) -> isBelow(process, folder)).toList();
	}

	private static boolean isBelow(ProcessHandle process, Path folder) {
		Path proc = Path.of("/proc", String.valueOf(process.pid()));
		try {
			return Files.readString(proc.resolve("cmdline")).contains(folder.toString())
					|| Files.readSymbolicLink(proc.resolve("cwd")).startsWith(folder);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
