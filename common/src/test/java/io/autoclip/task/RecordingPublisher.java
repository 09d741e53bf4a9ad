package io.autoclip.task;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps admissions instead of sending them, and plays the broker that is away.
 */
public class RecordingPublisher implements AdmissionPublisher {

	private final List<Admission> published = new ArrayList<>();

	private boolean ready = true;

	@Override
	public synchronized boolean isReady() {
		return this.ready;
	}

	@Override
	public synchronized void publish(List<Admission> admissions) {
		this.published.addAll(admissions);
	}

	/**
	 * Plays the broker.
	 * @param available whether it can be reached
	 */
	public synchronized void setReady(boolean available) {
		this.ready = available;
	}

	/**
	 * Takes what was published since the last call.
	 * @return the admissions, in order
	 */
	public synchronized List<Admission> take() {
		List<Admission> taken = List.copyOf(this.published);
		this.published.clear();
		return taken;
	}

}
