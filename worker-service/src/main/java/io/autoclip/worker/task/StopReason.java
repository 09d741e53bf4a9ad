package io.autoclip.worker.task;

/**
 * Why an attempt was stopped before its end.
 */
enum StopReason {

	/** Somebody asked the task to end. */
	CANCELLED,
	/** The task is another's now, or the lease could not be renewed. */
	LEASE_LOST,
	/** It took longer than the wall clock allows. */
	TIMED_OUT,
	/** The site sent nothing for too long. */
	STALLED,
	/** Its files have outgrown the scratch space of an attempt. */
	TOO_LARGE,
	/** The worker stops. */
	SHUTDOWN

}
