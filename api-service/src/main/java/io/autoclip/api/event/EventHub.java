package io.autoclip.api.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.google.common.collect.ConcurrentHashMultiset;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.autoclip.api.limit.ClientKey;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;

/**
 * All clients of this replica that follow events. Its phase is the last to start and the
 * first to stop: the web server waits for open requests when it stops, and a stream would
 * stay open for good.
 */
@Component
class EventHub implements SmartLifecycle {

	private final Map<Subscription, ClientKey> subscriptions = new ConcurrentHashMap<>();

	private final ConcurrentHashMultiset<ClientKey> clients = ConcurrentHashMultiset.create();

	private final EventSettings settings;

	private volatile boolean following;

	private volatile boolean running;

	EventHub(EventSettings settings) {
		this.settings = settings;
	}

	/**
	 * Begins to collect events for a client. Every event that reaches the stream from now
	 * on is offered to it.
	 * @param client who follows
	 * @return the subscription, to be given back to {@link #unsubscribe}
	 * @throws ProblemException if there are too many already, of this client or of all,
	 * or no events can be had
	 */
	Subscription subscribe(ClientKey client) {
		if (!this.following) {
			throw new ProblemException(ProblemCode.STORE_UNAVAILABLE);
		}
		Subscription subscription = new Subscription(this.settings.queue());
		this.subscriptions.put(subscription, client);
		if (this.clients.add(client, 1) >= this.settings.mostOfOne()) {
			unsubscribe(subscription);
			throw new ProblemException(ProblemCode.TOO_MANY_CLIENT_STREAMS);
		}
		if (!this.running || this.subscriptions.size() > this.settings.maxStreams()) {
			unsubscribe(subscription);
			throw new ProblemException(ProblemCode.TOO_MANY_STREAMS);
		}
		return subscription;
	}

	void unsubscribe(Subscription subscription) {
		ClientKey client = this.subscriptions.remove(subscription);
		if (client != null) {
			this.clients.remove(client);
		}
	}

	/** From now on the reader misses nothing. */
	void follow() {
		this.following = true;
	}

	void offer(TaskEvent event) {
		this.subscriptions.keySet().forEach((subscription) -> subscription.offer(event));
	}

	int size() {
		return this.subscriptions.size();
	}

	/** Sends all clients away; they come back and say what they have seen. */
	void closeAll() {
		this.subscriptions.keySet().forEach(Subscription::close);
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		closeAll();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
