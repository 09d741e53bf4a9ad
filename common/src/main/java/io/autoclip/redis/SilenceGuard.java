package io.autoclip.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.ScheduledFuture;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which something was asked and nothing has come back for too
 * long: the other side may be gone without a word (a half-open connection, which TCP
 * itself gives up after a quarter of an hour). Lettuce then connects anew. Nobody may
 * block on Redis for longer than the patience. All of it runs on the channel's own
 * thread.
 */
class SilenceGuard extends ChannelDuplexHandler {

	private static final Log logger = LogFactory.getLog(SilenceGuard.class);

	private static final int CHECKS = 4;

	private final long patience;

	/** Since when an answer is awaited, by the monotonic clock. */
	private long askedAt;

	private boolean awaiting;

	private @Nullable ScheduledFuture<?> checks;

	/**
	 * Takes its setting.
	 * @param patience how long the other side may say nothing when it was asked
	 */
	SilenceGuard(Duration patience) {
		this.patience = patience.toNanos();
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		long pause = this.patience / CHECKS;
		this.checks = context.executor()
			.scheduleWithFixedDelay(() -> check(context), pause, pause, TimeUnit.NANOSECONDS);
		context.fireChannelActive();
	}

	private void check(ChannelHandlerContext context) {
		if (this.awaiting && System.nanoTime() - this.askedAt > this.patience) {
			logger.warn("Redis has fallen silent; connecting anew");
			context.close();
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (!this.awaiting) {
			this.awaiting = true;
			this.askedAt = System.nanoTime();
		}
		context.write(message, promise);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.awaiting = false;
		context.fireChannelRead(message);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.checks != null) {
			this.checks.cancel(false);
		}
		context.fireChannelInactive();
	}

}
