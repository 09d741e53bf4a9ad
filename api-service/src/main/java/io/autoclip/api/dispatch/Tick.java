package io.autoclip.api.dispatch;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.stereotype.Component;

import io.autoclip.admission.Admissions;
import io.autoclip.admission.OwnerSettings;
import io.autoclip.admission.QuotaSettings;
import io.autoclip.admission.SiteLimits;
import io.autoclip.admission.SiteSettings;
import io.autoclip.task.Admission;
import io.autoclip.task.AdmissionPublisher;
import io.autoclip.task.NewerSchemaException;
import io.autoclip.task.Playlists;
import io.autoclip.task.Retention;
import io.autoclip.task.StaleAttemptException;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.UnknownTaskException;

/**
 * What is due each second: back-offs that are over, admissions that nobody claimed,
 * leases that have ended, lists whose children have ended; then whoever may run is let
 * in; and a few of the tasks that ended long ago are forgotten. Only this ends a lease or
 * an admission.
 */
@Component
class Tick {

	private static final Log logger = LogFactory.getLog(Tick.class);

	private final Admissions admissions;

	private final AdmissionPublisher publisher;

	private final TaskRepository tasks;

	private final SiteLimits limits;

	private final SiteSettings settings;

	private final OwnerSettings owners;

	private final QuotaSettings quota;

	private final Retention retention;

	private final Playlists playlists;

	private boolean settingsTold;

	Tick(Admissions admissions, AdmissionPublisher publisher, TaskRepository tasks, SiteLimits limits,
			SiteSettings settings, OwnerSettings owners, QuotaSettings quota, Retention retention,
			Playlists playlists) {
		this.admissions = admissions;
		this.publisher = publisher;
		this.tasks = tasks;
		this.limits = limits;
		this.settings = settings;
		this.owners = owners;
		this.quota = quota;
		this.retention = retention;
		this.playlists = playlists;
	}

	void run() {
		tellSettings();
		this.admissions.settleDue().forEach(this::expire);
		this.playlists.settle();
		if (this.publisher.isReady()) {
			publish(this.admissions.admit());
		}
		this.retention.trim();
	}

	/** Redis may come back without its data: the limits are told again. */
	void forgetSettings() {
		this.settingsTold = false;
	}

	private void tellSettings() {
		if (!this.settingsTold) {
			this.limits.configure(this.settings);
			this.limits.configure(this.owners);
			this.limits.configure(this.quota);
			this.settingsTold = true;
		}
	}

	private void expire(TaskId task) {
		try {
			this.tasks.expire(task);
		}
		catch (StaleAttemptException | UnknownTaskException ex) {
			logger.debug("Task " + task + " was faster or is gone");
		}
		catch (NewerSchemaException ex) {
			logger.debug("Task " + task + " is left to a newer replica");
		}
		catch (RedisConnectionFailureException | QueryTimeoutException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// One task that cannot be read must not hold up all others.
			logger.error("The lease of task " + task + " could not be ended", ex);
		}
	}

	private void publish(List<Admission> admitted) {
		if (!admitted.isEmpty()) {
			this.publisher.publish(admitted);
		}
	}

}
