package io.autoclip.standalone.embedded;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** Another AutoClip works on the same data directory. */
public final class DataInUseException extends IOException {

	@Serial
	private static final long serialVersionUID = 1L;

	DataInUseException(Path data) {
		super("AutoClip is already running on " + data.toAbsolutePath()
				+ ": stop it, or set AUTOCLIP_DATA to another directory.");
	}

}
