package io.autoclip.api.event;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriptionTests {

	private static final Duration SHORT = Duration.ofMillis(20);

	private static TaskEvent event(int number) {
		return new TaskEvent(new EventId(1, number), Map.of());
	}

	@Test
	void nextWhenEventsWaitGivesThemInOrder() throws InterruptedException {
		Subscription subscription = new Subscription(2);
		subscription.offer(event(1));
		subscription.offer(event(2));
		assertThat(subscription.next(SHORT).id()).isEqualTo(new EventId(1, 1));
		assertThat(subscription.hasNext()).isTrue();
		assertThat(subscription.next(SHORT).id()).isEqualTo(new EventId(1, 2));
		assertThat(subscription.next(SHORT)).isNull();
		assertThat(subscription.isClosed()).isFalse();
	}

	@Test
	void offerWhenTooManyWaitCutsTheClientOff() throws InterruptedException {
		Subscription subscription = new Subscription(2);
		for (int i = 1; i <= 3; i++) {
			subscription.offer(event(i));
		}
		assertThat(subscription.isClosed()).isTrue();
		assertThat(subscription.next(SHORT)).isNull();
	}

	@Test
	void closeWhenSomebodyWaitsWakesIt() {
		Subscription subscription = new Subscription(2);
		CompletableFuture<TaskEvent> waiting = CompletableFuture.supplyAsync(() -> {
			try {
				return subscription.next(Duration.ofMinutes(1));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		subscription.close();
		assertThat(waiting).succeedsWithin(Duration.ofSeconds(5)).isNull();
	}

}
