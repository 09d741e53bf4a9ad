package io.autoclip.standalone.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import io.autoclip.standalone.system.Media;

/**
 * Files that are not what they claim to be, some made by ffmpeg, some byte by byte.
 */
final class HostileMedia {

	private static final Path FOLDER = Path.of("target", "hostile-media").toAbsolutePath();

	private HostileMedia() {
	}

	/** By ffmpeg, once; {@code CLIP} stands for a clip. */
	static synchronized Path made(String name, String arguments) throws IOException, InterruptedException {
		Path file = Files.createDirectories(FOLDER).resolve(name);
		if (!Files.exists(file)) {
			List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
			command.addAll(List.of(arguments.replace("CLIP", Media.clip().toString()).split(" ")));
			command.add(file.toString());
			Process ffmpeg = new ProcessBuilder(command).redirectErrorStream(true).start();
			String said = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (ffmpeg.waitFor() != 0) {
				throw new IllegalStateException(said);
			}
		}
		return file;
	}

	/** The clip without its index. */
	static byte[] withoutIndex() throws IOException {
		byte[] clip = Files.readAllBytes(Media.clip());
		int index = find(clip, "moov");
		return Arrays.copyOf(clip, index + 200);
	}

	/** The clip whose index claims to have nearly 4 GB. */
	static byte[] withHugeIndex() throws IOException {
		byte[] clip = Files.readAllBytes(Media.clip());
		ByteBuffer.wrap(clip).putInt(find(clip, "moov") - 4, 0xfffffff0);
		return clip;
	}

	/** The clip, one of whose tables claims to have 2^28 entries. */
	static byte[] withHugeTable() throws IOException {
		byte[] clip = Files.readAllBytes(Media.clip());
		ByteBuffer.wrap(clip).putInt(find(clip, "stsz") + 12, 1 << 28);
		return clip;
	}

	/** A clip to players, and a page with a script to browsers that guess. */
	static byte[] polyglot() throws IOException {
		byte[] clip = Files.readAllBytes(Media.clip());
		byte[] html = "<html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
		byte[] both = Arrays.copyOf(clip, clip.length + html.length);
		System.arraycopy(html, 0, both, clip.length, html.length);
		return both;
	}

	/** A clip that is air for the most part, so that it packs well. */
	static synchronized Path airy() throws IOException {
		byte[] clip = Files.readAllBytes(Media.clip());
		int air = 4 << 20;
		byte[] box = ByteBuffer.allocate(air).putInt(air).put("free".getBytes(StandardCharsets.US_ASCII)).array();
		Path file = Files.write(Files.createDirectories(FOLDER).resolve("airy.mp4"), clip);
		return Files.write(file, box, StandardOpenOption.APPEND);
	}

	static byte[] gzip(Path file) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
			Files.copy(file, packed);
		}
		return bytes.toByteArray();
	}

	private static int find(byte[] bytes, String type) {
		return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(type);
	}

	/** A picture of so many pixels, all black, well packed. */
	static byte[] png(int side) throws IOException {
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		png.write(new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' });
		chunk(png, "IHDR", ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 8).put((byte) 2).array());
		ByteArrayOutputStream pixels = new ByteArrayOutputStream();
		try (DeflaterOutputStream packed = new DeflaterOutputStream(pixels)) {
			byte[] row = new byte[1 + 3 * side];
			for (int i = 0; i < side; i++) {
				packed.write(row);
			}
		}
		chunk(png, "IDAT", pixels.toByteArray());
		chunk(png, "IEND", new byte[0]);
		return png.toByteArray();
	}

	private static void chunk(OutputStream to, String type, byte[] content) throws IOException {
		byte[] name = type.getBytes(StandardCharsets.US_ASCII);
		CRC32 sum = new CRC32();
		sum.update(name);
		sum.update(content);
		to.write(ByteBuffer.allocate(4).putInt(content.length).array());
		to.write(name);
		to.write(content);
		to.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
	}

	/** The same in Brotli, by the Python that yt-dlp unpacks it with. */
	static byte[] brotliBomb(String begin, long megabytes) throws IOException, InterruptedException {
		String code = "import brotli, sys; packer = brotli.Compressor(quality=5, lgwin=24); out = sys.stdout.buffer; "
				+ "out.write(packer.process(sys.argv[1].encode())); "
				+ "[out.write(packer.process(b' ' * (1 << 20))) for _ in range(int(sys.argv[2]))]; "
				+ "out.write(packer.finish())";
		String python = System.getenv().getOrDefault("AUTOCLIP_PYTHON", "python3");
		Process packer = new ProcessBuilder(python, "-c", code, begin, String.valueOf(megabytes))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		byte[] bomb = packer.getInputStream().readAllBytes();
		if (packer.waitFor() != 0) {
			throw new IllegalStateException(python + " has no Brotli");
		}
		return bomb;
	}

	/** Packed so well that a megabyte becomes a gigabyte. */
	static synchronized byte[] bomb(String begin, long megabytes) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream packed = new GZIPOutputStream(bytes, 1 << 16)) {
			packed.write(begin.getBytes(StandardCharsets.UTF_8));
			byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
			for (long i = 0; i < megabytes; i++) {
				packed.write(blanks);
			}
		}
		return bytes.toByteArray();
	}

}
