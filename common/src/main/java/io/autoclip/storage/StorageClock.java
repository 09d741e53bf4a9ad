package io.autoclip.storage;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.autoclip.rounds.Rounds;

/**
 * How far this machine's clock is off the storage's. S3 refuses what is signed more than
 * 15 minutes off its own time ({@code RequestTimeTooSkewed}), so whoever is off can store
 * nothing, and links that he signs do not open. Every answer of the storage tells its
 * time in the header {@code Date}; besides, it is asked each minute, and every five
 * seconds while the clock is off, by a request that needs no signature.
 */
public class StorageClock extends Rounds {

	private static final Log logger = LogFactory.getLog(StorageClock.class);

	/** Less than S3 bears, so that nothing is begun that would be refused in the end. */
	private static final Duration MOST = Duration.ofMinutes(10);

	private static final Duration TICK = Duration.ofSeconds(5);

	private static final int TICKS_BETWEEN = 12;

	private final Request question;

	private final OkHttpClient http;

	private final Clock clock;

	private volatile Duration ahead = Duration.ZERO;

	private volatile boolean off;

	private int ticks;

	StorageClock(String endpoint, OkHttpClient http, Clock clock) {
		super("storage-clock", TICK);
		this.question = new Request.Builder().url(endpoint).head().build();
		this.http = http.newBuilder().followRedirects(false).addNetworkInterceptor(this::hear).build();
		this.clock = clock;
	}

	/**
	 * Tells whether the storage refuses what is signed here, or is about to.
	 * @return whether the clocks were more than 10 minutes apart when the storage
	 * answered last; false as long as it has not answered
	 */
	public boolean isOff() {
		return this.off;
	}

	/**
	 * Tells how far the clocks are apart.
	 * @return by how much this machine's is ahead, negative if it is behind, to the
	 * second, as of the storage's last answer
	 */
	public Duration ahead() {
		return this.ahead;
	}

	/** Looks at every answer that passes through the client. */
	Response hear(Interceptor.Chain chain) throws IOException {
		Response answer = chain.proceed(chain.request());
		Instant date = answer.headers().getInstant("Date");
		if (date != null) {
			compare(date);
		}
		return answer;
	}

	private synchronized void compare(Instant theirs) {
		this.ahead = Duration.ofSeconds(Duration.between(theirs, this.clock.instant()).toSeconds());
		boolean nowOff = this.ahead.abs().compareTo(MOST) > 0;
		if (nowOff && !this.off) {
			logger.warn("This machine's clock is " + text()
					+ " the object storage's, which refuses what is signed more than 15 minutes off."
					+ " Until it is set right, a worker here takes no tasks, and links to files do not open.");
		}
		else if (!nowOff && this.off) {
			logger.info("This machine's clock and the object storage's agree again");
		}
		this.off = nowOff;
	}

	private String text() {
		return this.ahead.abs().toSeconds() + " s " + (this.ahead.isNegative() ? "behind" : "ahead of");
	}

	@Override
	protected void round() {
		if (this.off || this.ticks % TICKS_BETWEEN == 0) {
			ask();
		}
		this.ticks++;
	}

	/** One that is away tells no time; what was heard last still counts. */
	private void ask() {
		try {
			this.http.newCall(this.question).execute().close();
		}
		catch (IOException ex) {
			logger.debug("The storage is away and does not tell its time", ex);
		}
	}

}
