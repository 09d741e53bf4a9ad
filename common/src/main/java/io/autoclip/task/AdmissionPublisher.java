package io.autoclip.task;

import java.util.List;

/**
 * Tells the workers that tasks may run now. Whoever changes a record in a way that lets
 * others in passes the admissions on to this.
 */
public interface AdmissionPublisher {

	/**
	 * Tells whether a message could be sent now. Nothing is admitted while it could not.
	 * @return whether the way to the workers is open
	 */
	boolean isReady();

	/**
	 * Sends admissions on their way and returns at once; what does not arrive is given
	 * back to the waiting room.
	 * @param admissions the admissions, each never published before
	 */
	void publish(List<Admission> admissions);

}
