package io.autoclip.api.event;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskSnapshot;

/**
 * The conversation with one client: what it has missed, or how things are, then every
 * change. The subscription is older than everything that is read here, so nothing falls
 * between; what comes twice is dropped by its place in the stream.
 */
final class EventSession {

	private final EventLog log;

	private final TaskRepository tasks;

	private final Subscription subscription;

	private final EventStream out;

	private final Scope scope;

	private final Base base;

	private final BiFunction<TaskSnapshot, Base, String> json;

	/** The revisions that the snapshot showed: the changes up to them are no news. */
	private final Map<TaskId, Long> shown = new HashMap<>();

	private EventId seen = EventId.START;

	private boolean over;

	EventSession(EventLog log, TaskRepository tasks, Subscription subscription, EventStream out, Scope scope, Base base,
			BiFunction<TaskSnapshot, Base, String> json) {
		this.log = log;
		this.tasks = tasks;
		this.subscription = subscription;
		this.out = out;
		this.scope = scope;
		this.base = base;
		this.json = json;
	}

	/**
	 * Talks until the client leaves, is sent away, or nothing more is to come.
	 * @param lastSeen what the client has seen last, if it says so
	 * @param heartbeat the longest silence
	 * @throws IOException if the client has gone
	 * @throws InterruptedException if the thread is asked to stop
	 */
	void run(Optional<EventId> lastSeen, Duration heartbeat) throws IOException, InterruptedException {
		if (lastSeen.isEmpty() || !replay(lastSeen.get())) {
			snapshot();
		}
		if (this.over && !this.out.isOpen()) {
			this.out.refuse();
			return;
		}
		this.out.open();
		this.out.flush();
		follow(heartbeat);
	}

	/**
	 * Sends what came after a place; answers false if the stream does not reach back to
	 * it.
	 */
	private boolean replay(EventId lastSeen) throws IOException {
		this.seen = lastSeen;
		this.over = this.scope.isOver(this.tasks);
		List<TaskEvent> page;
		do {
			page = this.log.after(this.seen);
			if (!this.log.reachesBackTo(this.seen)) {
				return false;
			}
			for (TaskEvent event : page) {
				send(event);
			}
		}
		while (!page.isEmpty() && !this.subscription.isClosed());
		return true;
	}

	/**
	 * Sends how things are. All but the last event carry the id of the start: a client
	 * that is cut off between them gets the whole snapshot again.
	 */
	private void snapshot() throws IOException {
		EventId place = this.log.last();
		Iterator<TaskSnapshot> now = this.scope.now(this.tasks).iterator();
		this.over = false;
		while (now.hasNext()) {
			TaskSnapshot task = now.next();
			this.out.send(now.hasNext() ? EventId.START : place, this.json.apply(task, this.base));
			this.shown.put(task.task().id(), task.revision());
			this.over = this.scope.endsWith(task);
		}
		this.seen = place;
	}

	private void follow(Duration heartbeat) throws IOException, InterruptedException {
		while (!this.over && !this.subscription.isClosed()) {
			TaskEvent event = this.subscription.next(heartbeat);
			if (event == null) {
				this.out.heartbeat();
			}
			else if (event.id().isAfter(this.seen)) {
				send(event);
			}
			if (!this.subscription.hasNext()) {
				this.out.flush();
			}
		}
	}

	private void send(TaskEvent event) throws IOException {
		this.seen = event.id();
		TaskSnapshot task = this.scope.mayInclude(event) ? event.snapshot().orElse(null) : null;
		if (task != null && isNews(event, task)) {
			this.out.send(event.id(), event.json(this.base, (links) -> this.json.apply(task, links)));
			this.over = this.scope.endsWith(task);
		}
	}

	private boolean isNews(TaskEvent event, TaskSnapshot task) {
		@Nullable Long known = this.shown.get(task.task().id());
		return known == null || task.revision() > known || (event.isProgress() && task.revision() == known);
	}

}
