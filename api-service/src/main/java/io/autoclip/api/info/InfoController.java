package io.autoclip.api.info;

import java.util.Objects;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.admission.OwnerSettings;
import io.autoclip.admission.SiteSettings;
import io.autoclip.admission.Workers;
import io.autoclip.api.door.Door;
import io.autoclip.api.event.EventSettings;
import io.autoclip.api.http.BodyLimit;
import io.autoclip.api.info.InfoResponse.Limits;
import io.autoclip.api.video.DownloadSettings;
import io.autoclip.task.LeaseSettings;
import io.autoclip.task.MediaLimits;
import io.autoclip.task.SourceUrl;

/**
 * Tells what runs, and within which limits.
 */
@RestController
@Tag(name = "Operation")
class InfoController {

	private final Workers workers;

	private final Limits limits;

	private final Door door;

	InfoController(Workers workers, OwnerSettings owners, SiteSettings site, LeaseSettings lease,
			DownloadSettings download, EventSettings events, MediaLimits media, Door door) {
		this.door = door;
		this.workers = workers;
		this.limits = new Limits(SourceUrl.MAX_LENGTH, BodyLimit.MAX_BYTES, owners.clientTasks(), site.limit(),
				site.spacing().toMillis() / 1000.0, lease.lease().toSeconds(), download.validity().toSeconds(),
				events.maxStreams(), media.maxDuration().toSeconds());
	}

	@GetMapping(path = "/info", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getInfo", summary = "Versions and limits",
			description = "The versions of AutoClip and of each worker's tools, and the limits that hold.")
	InfoResponse info() {
		return new InfoResponse(version(), this.door.isLocked(), this.workers.live(), this.limits);
	}

	/** The jar's manifest knows; classes outside of a jar have none. */
	private static String version() {
		return Objects.requireNonNullElse(InfoController.class.getPackage().getImplementationVersion(), "development");
	}

}
