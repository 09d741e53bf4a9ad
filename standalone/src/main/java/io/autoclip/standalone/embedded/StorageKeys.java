package io.autoclip.standalone.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

/**
 * The keys of the embedded S3 server. They are kept beside the objects, so that links
 * that were signed before a restart stay good.
 *
 * @param access the access key id
 * @param secret the secret access key
 */
record StorageKeys(String access, String secret) {

	/**
	 * Reads the keys or, the first time, draws and keeps them.
	 * @param file a properties file that only its owner may read
	 * @return the keys
	 * @throws IOException if the file cannot be read or written
	 */
	static StorageKeys keptIn(Path file) throws IOException {
		if (Files.notExists(file)) {
			write(file);
		}
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(file)) {
			properties.load(reader);
		}
		return new StorageKeys(required(properties, "access-key", file), required(properties, "secret-key", file));
	}

	private static void write(Path file) throws IOException {
		Properties properties = new Properties();
		properties.setProperty("access-key", Secret.random());
		properties.setProperty("secret-key", Secret.random());
		StringWriter text = new StringWriter();
		properties.store(text, null);
		Path partial = file.resolveSibling(file.getFileName() + ".part");
		Files.deleteIfExists(partial);
		Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		Files.writeString(partial, text.toString());
		Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
	}

	private static String required(Properties properties, String name, Path file) throws IOException {
		String value = properties.getProperty(name);
		if (value == null) {
			throw new IOException("No " + name + " in " + file);
		}
		return value;
	}

}
