package io.autoclip.standalone.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.autoclip.standalone.servers.EmbeddedTestServers;
import io.autoclip.standalone.system.Api;
import io.autoclip.standalone.system.Leftovers;
import io.autoclip.standalone.system.TestSystem;

/**
 * A whole AutoClip with a hostile site and a canary. Limits are small, so that the
 * attacks end soon, and nothing is tried twice.
 */
final class Stage implements AutoCloseable {

	private static final List<String> LIMITS = List.of("--autoclip.worker.slots=6", "--autoclip.retry.tries=1",
			"--autoclip.worker.wall-clock=30s", "--autoclip.worker.no-progress=10s",
			"--autoclip.worker.scratch-size=64MB", "--autoclip.ytdlp.max-file-size=16MB",
			"--autoclip.ytdlp.max-cpu=30s");

	private final Canary canary;

	private final EmbeddedTestServers servers = new EmbeddedTestServers();

	private final TestSystem system = new TestSystem(this.servers);

	private final Api api;

	/** Downloads may reach the site and not the canary. */
	Stage(Canary canary) {
		this(canary, List.of());
	}

	private Stage(Canary canary, List<String> more) {
		this.canary = canary;
		List<String> properties = new ArrayList<>(LIMITS);
		properties.addAll(more);
		this.system.startWorker(properties.toArray(String[]::new));
		this.api = this.system.startApi("--autoclip.site.limit=32", "--autoclip.retry.tries=1");
	}

	/** For controls: the canary may be reached as well. */
	static Stage open(Canary canary) {
		return new Stage(canary, List.of("--autoclip.egress.allow=" + canary.hostAndPort()));
	}

	Site site(String path) {
		return new Site(this.system.origin(), this.canary, path);
	}

	Api api() {
		return this.api;
	}

	TestSystem system() {
		return this.system;
	}

	/** What Redis, broker and storage have on disk, and what attempts have left. */
	Traces traces() {
		return new Traces(List.of(this.servers.data(), this.system.scratch()));
	}

	/** The objects whose key has a part, and whose content has a text. */
	List<String> objectsHolding(String text, String part) {
		return this.system.objects().stream().filter((key) -> key.contains(part) && holds(key, text)).toList();
	}

	private boolean holds(String key, String text) {
		try (InputStream object = this.system.storage().get(key)) {
			return new String(object.readAllBytes(), StandardCharsets.ISO_8859_1).contains(text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Canary canary() {
		return this.canary;
	}

	/** The memory of what works on the hostile bytes, and the processes there are. */
	Vitals vitals() {
		return Vitals.of(Leftovers.processes(this.system.scratch()));
	}

	@Override
	public void close() {
		this.system.close();
	}

}
