package io.autoclip.standalone.system;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Real media, made once by ffmpeg: small clips with picture and sound, and the same as
 * HLS and DASH.
 */
public final class Media {

	private static final Path FOLDER = Path.of("target", "test-media").toAbsolutePath();

	private static final List<String> SOURCES = List.of("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=6",
			"-f", "lavfi", "-i", "sine=frequency=440:duration=6");

	private static final List<String> CODECS = List.of("-c:v", "libx264", "-preset", "ultrafast", "-g", "50",
			"-pix_fmt", "yuv420p", "-c:a", "aac");

	private Media() {
	}

	/** Six seconds, some 100 kB. */
	public static synchronized Path clip() {
		Path file = FOLDER.resolve("clip.mp4");
		return Files.exists(file) ? file : ffmpeg(file, List.of("-movflags", "+faststart"));
	}

	/** The same clip with other bytes, for links that must not be confused. */
	static synchronized Path otherClip() {
		return padded("other.mp4", 4096);
	}

	/**
	 * A clip of exactly about the given size that still plays: the rest is a {@code free}
	 * box.
	 */
	static synchronized Path padded(String name, int size) {
		Path file = FOLDER.resolve(name);
		if (!Files.exists(file)) {
			write(file, size);
		}
		return file;
	}

	/**
	 * A clip whose index stands behind so many bytes that mean nothing: a player must ask
	 * for its end first.
	 */
	static synchronized Path moovLast(int size) throws IOException {
		Path file = FOLDER.resolve("moov-last.mp4");
		if (!Files.exists(file)) {
			byte[] plain = Files.readAllBytes(ffmpeg(FOLDER.resolve("plain.mp4"), List.of()));
			int index = 0;
			while (!new String(plain, index + 4, 4, StandardCharsets.US_ASCII).equals("moov")) {
				index += ByteBuffer.wrap(plain, index, 4).getInt();
			}
			try (OutputStream out = Files.newOutputStream(file)) {
				out.write(plain, 0, index);
				free(out, size);
				out.write(plain, index, plain.length - index);
			}
		}
		return file;
	}

	/** The folder of an HLS presentation: {@code index.m3u8} and its segments. */
	public static synchronized Path hls() {
		Path folder = FOLDER.resolve("hls");
		if (!Files.exists(folder)) {
			ffmpeg(directory(folder).resolve("index.m3u8"), List.of("-f", "hls", "-hls_time", "2", "-hls_playlist_type",
					"vod", "-hls_segment_filename", folder.resolve("segment%d.ts").toString()));
		}
		return folder;
	}

	/**
	 * The folder of a DASH presentation: {@code manifest.mpd}, picture and sound apart.
	 */
	public static synchronized Path dash() {
		Path folder = FOLDER.resolve("dash");
		if (!Files.exists(folder)) {
			ffmpeg(directory(folder).resolve("manifest.mpd"), List.of("-f", "dash", "-seg_duration", "2",
					"-use_template", "1", "-use_timeline", "0", "-adaptation_sets", "id=0,streams=v id=1,streams=a"));
		}
		return folder;
	}

	/** The duration that ffprobe reads, in seconds. */
	static double duration(Path file) {
		String text = run(List.of("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0",
				file.toString()));
		return Double.parseDouble(text.strip());
	}

	static String sha256(Path file) {
		try {
			return sha256(Files.readAllBytes(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void write(Path file, int size) {
		Path clip = clip();
		try (OutputStream out = Files.newOutputStream(file)) {
			out.write(Files.readAllBytes(clip));
			free(out, size);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void free(OutputStream out, int size) throws IOException {
		byte[] filling = new byte[size];
		new Random(size).nextBytes(filling);
		out.write(ByteBuffer.allocate(8).putInt(size + 8).put("free".getBytes(StandardCharsets.US_ASCII)).array());
		out.write(filling);
	}

	private static Path ffmpeg(Path to, List<String> output) {
		directory(to.getParent());
		List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
		command.addAll(SOURCES);
		command.addAll(CODECS);
		command.addAll(output);
		command.add(to.toString());
		run(command);
		return to;
	}

	private static Path directory(Path folder) {
		try {
			return Files.createDirectories(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String run(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException(command + " failed: " + output);
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The tests need ffmpeg: ./run test installs it", ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
