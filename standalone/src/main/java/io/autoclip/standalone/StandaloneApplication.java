package io.autoclip.standalone;

import java.io.IOException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.PortInUseException;

/**
 * Runs all of AutoClip in this JVM until SIGTERM or Ctrl-C. Exits with 0 then; with 1,
 * after one line that says why, if it cannot start.
 */
public final class StandaloneApplication {

	/** Speaks to the person at the terminal: plain lines, see {@code logback.xml}. */
	private static final Logger TERMINAL = LoggerFactory.getLogger("terminal");

	private StandaloneApplication() {
	}

	/**
	 * Starts AutoClip.
	 * @param args Spring's command line arguments, for both services
	 */
	public static void main(String[] args) {
		try {
			AutoClip autoClip = new AutoClip(StandaloneSettings.from(System.getenv()));
			StopSignals.handle(() -> stop(autoClip));
			int port = autoClip.start(args);
			TERMINAL.info("AutoClip is ready: http://localhost:{} (Ctrl-C stops it)", port);
		}
		catch (IOException ex) {
			fail(ex.getMessage());
		}
		catch (RuntimeException ex) { // the boundary: nobody is left to catch it
			fail(reason(ex));
		}
	}

	private static void stop(AutoClip autoClip) {
		TERMINAL.info("Stopping…");
		autoClip.close();
		System.exit(0);
	}

	private static void fail(@Nullable String reason) {
		TERMINAL.error("AutoClip did not start. {}", reason);
		System.exit(1);
	}

	private static String reason(Throwable failure) {
		if (failure instanceof PortInUseException taken) {
			return "Port " + taken.getPort() + " is in use: set AUTOCLIP_PORT to another.";
		}
		Throwable cause = failure.getCause();
		return (cause != null) ? reason(cause) : failure.toString();
	}

}
