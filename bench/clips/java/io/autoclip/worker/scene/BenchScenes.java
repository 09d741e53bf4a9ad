package io.autoclip.worker.scene;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.stream.Collectors;

import com.sun.management.OperatingSystemMXBean;

import io.autoclip.clip.Scenes;

/** Finds the scenes of the files whose names it reads; a line of JSON each. See ours.py. */
final class BenchScenes {

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	public static void main(String[] args) throws IOException {
		BufferedReader names = new BufferedReader(new InputStreamReader(System.in));
		for (String name = names.readLine(); name != null; name = names.readLine()) {
			System.out.println(look(args[0], args[1], args[2], name));
		}
	}

	private static String look(String python, String decode, String host, String file) throws IOException {
		long cpu = SYSTEM.getProcessCpuTime();
		Process child = new ProcessBuilder(python, "-B", decode, host, file).start();
		SceneDetector detector = new SceneDetector();
		byte[] planes = new byte[Picture.BYTES];
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(child.getInputStream(), 1 << 16))) {
			while (true) {
				double time = in.readDouble();
				in.readFully(planes);
				detector.accept(new Picture(time, planes));
			}
		}
		catch (EOFException ex) {
			Scenes scenes = detector.finish(0.5, 0.6);
			long end = System.nanoTime();
			String[] told = new String(child.getErrorStream().readAllBytes()).strip().split(" ");
			double seconds = Double.parseDouble(told[1]) + (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
			return String.format(Locale.ROOT, "{\"wall\":%f,\"cpu\":%f,\"changes\":[%s]}",
					end / 1e9 - Double.parseDouble(told[0]), seconds,
					scenes.changes().stream().map(BenchScenes::json).collect(Collectors.joining(",")));
		}
	}

	private static String json(Scenes.Change change) {
		return String.format(Locale.ROOT, "{\"kind\":\"%s\",\"start\":%f,\"end\":%f,\"score\":%f}", change.kind().text(),
				change.start(), change.end(), change.score());
	}

}
