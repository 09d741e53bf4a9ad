package io.autoclip.worker.task;

import io.autoclip.json.StoredJson;
import io.autoclip.task.TaskFailure;
import io.autoclip.video.Video;

/**
 * How an attempt went.
 */
sealed interface AttemptOutcome {

	/**
	 * The video's objects are stored; it may be published.
	 *
	 * @param video the record that names them
	 */
	record Made(Video video) implements AttemptOutcome {

		String json() {
			return StoredJson.write(this.video);
		}

	}

	/**
	 * There is no video.
	 *
	 * @param failure why
	 */
	record Failed(TaskFailure failure) implements AttemptOutcome {

	}

	/**
	 * The attempt was stopped.
	 *
	 * @param reason why
	 */
	record Stopped(StopReason reason) implements AttemptOutcome {

	}

}
