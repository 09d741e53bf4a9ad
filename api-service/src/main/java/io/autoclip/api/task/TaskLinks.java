package io.autoclip.api.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.task.Task;
import io.autoclip.task.TaskKind;
import io.autoclip.task.TaskStatus;

/**
 * What a client can do with a task as it is now. What it cannot do is absent.
 *
 * @param self the task
 * @param events its event stream
 * @param cancel asks it to stop (POST)
 * @param retry starts it anew (POST)
 * @param children the tasks of its entries, if it is about a list
 * @param video the record of its result, or of the video that it is about
 * @param download the bytes of its result
 * @param clips the clips of its video, once it has made some
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Absolute links; what the task's status forbids is absent.")
public record TaskLinks(String self, String events, @Nullable String cancel, @Nullable String retry,
		@Nullable String children, @Nullable String video, @Nullable String download, @Nullable String clips) {

	static TaskLinks of(Task task, Base base) {
		String self = base.link("/tasks/" + task.id());
		String result = base.link("/videos/" + task.video());
		boolean download = task.hasVideo();
		boolean clips = task.kind() == TaskKind.CLIP && task.status() == TaskStatus.SUCCEEDED;
		boolean again = task.status() == TaskStatus.FAILED || task.status() == TaskStatus.CANCELLED;
		return new TaskLinks(self, self + "/events", task.status().isEnded() ? null : self + "/cancel",
				(again && task.kind() != TaskKind.PREVIEW) ? self + "/retry" : null,
				(task.kind() == TaskKind.PLAYLIST) ? self + "/children" : null,
				(download || task.kind().isLocal()) ? result : null, download ? result + "/download" : null,
				clips ? result + "/clips" : null);
	}

}
