package io.autoclip.standalone.system;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Many requests, and how long each took.
 */
record Burst(List<Answer> answers) {

	/** Sends one request after the other. */
	static Burst inTurn(int count, Supplier<HttpResponse<String>> request) {
		List<Answer> answers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			answers.add(Answer.to(request));
		}
		return new Burst(answers);
	}

	/** Sends requests at once and does not wait for them. */
	static Future<Burst> atOnce(int count, Supplier<HttpResponse<String>> request) {
		ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
		List<Future<Answer>> under = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			under.add(clients.submit(() -> Answer.to(request)));
		}
		Future<Burst> all = clients.submit(() -> {
			List<Answer> answers = new ArrayList<>();
			for (Future<Answer> answer : under) {
				answers.add(answer.get());
			}
			return new Burst(answers);
		});
		clients.shutdown(); // what was begun is still done
		return all;
	}

	static Burst join(Future<Burst> burst) {
		try {
			return burst.get();
		}
		catch (ExecutionException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Duration median() {
		return sorted().get(this.answers.size() / 2);
	}

	Duration worst() {
		return sorted().getLast();
	}

	long within(Duration time) {
		return sorted().stream().filter((took) -> took.compareTo(time) < 0).count();
	}

	List<Integer> statuses() {
		return this.answers.stream().map((answer) -> answer.response().statusCode()).distinct().toList();
	}

	private List<Duration> sorted() {
		return this.answers.stream().map(Answer::took).sorted(Comparator.naturalOrder()).toList();
	}

	@Override
	public String toString() {
		return this.answers.size() + " answers " + statuses() + ", median " + median().toMillis() + " ms, worst "
				+ worst().toMillis() + " ms";
	}

	/**
	 * An answer and how long it took.
	 */
	record Answer(HttpResponse<String> response, Duration took) {

		static Answer to(Supplier<HttpResponse<String>> request) {
			long began = System.nanoTime();
			HttpResponse<String> response = request.get();
			return new Answer(response, Duration.ofNanos(System.nanoTime() - began));
		}

	}

}
