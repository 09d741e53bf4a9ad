package io.autoclip.worker.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.autoclip.id.RandomId;
import io.autoclip.video.StoredFile;

/**
 * The folder that the copies are put into. A copy is written whole into a folder of
 * AutoClip's own there, {@value #OWN}, which media servers pass over, and then given its
 * name: nobody ever sees a half file. No symbolic link below the folder is followed. What
 * is there already is never changed, whoever put it there, and however late it came.
 */
final class ExportFolder {

	static final String OWN = ".autoclip";

	private static final String ID = "id";

	private static final int CHUNK = 1 << 20;

	private final Path root;

	private final Path own;

	private ExportFolder(Path root, Path own) {
		this.root = root;
		this.own = own;
	}

	/**
	 * Opens the folder.
	 * @throws IOException if it is not there or cannot be written to: it is never made,
	 * or a disk that is not mounted would fill another
	 */
	static ExportFolder open(Path folder) throws IOException {
		Path root = folder.toRealPath();
		return new ExportFolder(root, directory(root.resolve(OWN)));
	}

	/** What the folder is known by, wherever it is mounted; drawn when it is new. */
	String id() throws IOException {
		Path file = this.own.resolve(ID);
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			Path drawn = Files.writeString(temporary(), RandomId.next());
			Files.move(drawn, file, StandardCopyOption.ATOMIC_MOVE);
		}
		String id = Files.readString(file).strip();
		RandomId.check(id);
		return id;
	}

	/** A new file that nobody else writes. */
	Path temporary() throws IOException {
		return Files.createFile(this.own.resolve(RandomId.next() + ".part"));
	}

	/** Removes what the dead have left. */
	void sweep(Duration age) throws IOException {
		Instant limit = Instant.now().minus(age);
		try (var parts = Files.newDirectoryStream(this.own, "*.part")) {
			for (Path part : parts) {
				if (Files.getLastModifiedTime(part, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(limit)) {
					Files.deleteIfExists(part);
				}
			}
		}
	}

	/**
	 * Writes a file, whole and on disk.
	 * @param beat is called now and then
	 * @return the SHA-256 of what was written, in lower-case hexadecimal
	 */
	static String write(InputStream in, Path file, Runnable beat) throws IOException {
		MessageDigest digest = sha256();
		try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
			byte[] chunk = new byte[CHUNK];
			for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
				digest.update(chunk, 0, read);
				for (ByteBuffer rest = ByteBuffer.wrap(chunk, 0, read); rest.hasRemaining();) {
					out.write(rest);
				}
				beat.run();
			}
			out.force(true);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	/** Whether the very same bytes are there under this name. */
	boolean has(Path name, StoredFile file, Runnable beat) throws IOException {
		Path target = this.root.resolve(name);
		return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && isBelow(target)
				&& Files.size(target) == file.size() && digest(target, beat).equals(file.sha256());
	}

	private boolean isBelow(Path target) throws IOException {
		return target.toRealPath().startsWith(this.root);
	}

	private static String digest(Path file, Runnable beat) throws IOException {
		MessageDigest digest = sha256();
		try (InputStream in = Files.newInputStream(file)) {
			byte[] chunk = new byte[CHUNK];
			for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
				digest.update(chunk, 0, read);
				beat.run();
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	/** Whether something is there under this name, a link that leads nowhere included. */
	boolean isTaken(Path name) throws IOException {
		Path target = this.root.resolve(name);
		return Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !isEmpty(target);
	}

	/** As a death in the middle of a rename leaves it. */
	private static boolean isEmpty(Path target) throws IOException {
		return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && Files.size(target) == 0;
	}

	/**
	 * Gives a written file a name, unless something has it already.
	 * @return whether it has the name; it may have its old one, too
	 * @throws IOException if a folder on the way cannot be made, or is none
	 */
	boolean place(Path written, Path name) throws IOException {
		Path target = directories(name.getParent()).resolve(name.getFileName());
		if (isEmpty(target)) {
			Files.delete(target);
		}
		try {
			link(written, target);
			return true;
		}
		catch (FileAlreadyExistsException ex) {
			return false;
		}
	}

	/** A second name is refused where a rename would replace what is there. */
	private static void link(Path written, Path target) throws IOException {
		try {
			Files.createLink(target, written);
		}
		catch (FileAlreadyExistsException ex) {
			throw ex;
		}
		catch (FileSystemException | UnsupportedOperationException ex) {
			rename(written, target);
		}
	}

	/**
	 * For file systems without second names: an empty file takes the name, if it is free,
	 * and only that is replaced.
	 */
	static void rename(Path written, Path target) throws IOException {
		Files.createFile(target);
		try {
			Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			Files.deleteIfExists(target);
			throw ex;
		}
	}

	private Path directories(@Nullable Path names) throws IOException {
		Path folder = this.root;
		for (Path name : (names != null) ? names : List.<Path>of()) {
			folder = directory(folder.resolve(name));
		}
		return folder;
	}

	private static Path directory(Path folder) throws IOException {
		try {
			return Files.createDirectory(folder);
		}
		catch (FileAlreadyExistsException ex) {
			if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
				return folder;
			}
			throw ex;
		}
	}

	/**
	 * Whether one can write there at all, so that it must be the name that was refused.
	 */
	boolean isWritable() {
		try {
			Path probe = temporary();
			Files.write(probe, new byte[CHUNK]);
			Files.delete(probe);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
