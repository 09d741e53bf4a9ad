package io.autoclip.api.event;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import com.google.common.base.Suppliers;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import tools.jackson.core.JacksonException;

import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.task.NewerSchemaException;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskKind;
import io.autoclip.task.TaskSnapshot;

/**
 * Something that happened to a task, which the entry carries whole. It is read and
 * written as JSON once, however many clients are told.
 */
final class TaskEvent {

	private static final Log logger = LogFactory.getLog(TaskEvent.class);

	private final EventId id;

	private final Map<String, String> fields;

	private final Map<Base, String> json = new ConcurrentHashMap<>();

	private final Supplier<Optional<TaskSnapshot>> snapshot = Suppliers.memoize(this::read);

	TaskEvent(EventId id, Map<String, String> fields) {
		this.id = id;
		this.fields = fields;
	}

	EventId id() {
		return this.id;
	}

	/** A cheap look that spares reading the entries of all other tasks. */
	boolean mayBeOf(TaskId task) {
		return this.fields.getOrDefault("doc", "").contains(task.value());
	}

	/** Previews are in no list of tasks. */
	boolean isListed() {
		return !TaskKind.PREVIEW.text().equals(this.fields.get("kind"));
	}

	boolean isProgress() {
		return this.fields.containsKey("progress");
	}

	/**
	 * Reads the task as it was then.
	 * @return the task; empty if this AutoClip cannot read it, because a newer one wrote
	 * it
	 */
	Optional<TaskSnapshot> snapshot() {
		return this.snapshot.get();
	}

	String json(Base base, Function<Base, String> write) {
		return this.json.computeIfAbsent(base, write);
	}

	private Optional<TaskSnapshot> read() {
		try {
			return Optional.of(TaskSnapshot.read(this.fields, this.fields.getOrDefault("progress", "")));
		}
		catch (NewerSchemaException | JacksonException | IllegalArgumentException ex) {
			logger.debug("Event " + this.id + " cannot be read and is left out", ex);
			return Optional.empty();
		}
	}

}
