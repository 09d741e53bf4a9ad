package io.autoclip.worker.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A file whose age says when Redis last heard from this worker, for a health check that
 * needs neither a port nor a JVM.
 */
@Component
class LifeSign {

	private static final Log logger = LogFactory.getLog(LifeSign.class);

	private final Path file;

	LifeSign(@Value("${autoclip.worker.life-sign}") Path file) {
		this.file = file;
	}

	void give() {
		try {
			Files.writeString(this.file, "alive");
		}
		catch (IOException ex) {
			logger.debug("Whoever watches " + this.file + " will think that this worker is not well", ex);
		}
	}

}
