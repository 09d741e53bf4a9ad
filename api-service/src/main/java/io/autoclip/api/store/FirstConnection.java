package io.autoclip.api.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.RedisConnectionFailureException;

/**
 * Lets only one at a time try to reach Redis for the first time, and refuses the others
 * at once. Spring makes the connection that all share when it is first needed, under a
 * lock: if Redis is silent when the api starts, each request would wait for its own
 * time-out and those of all before it. A connection that was made once is kept up by
 * Lettuce.
 */
class FirstConnection implements MethodInterceptor {

	private static final long PATIENCE_MILLIS = 1000;

	private final ReentrantLock trying = new ReentrantLock();

	private volatile boolean made;

	@Override
	public @Nullable Object invoke(MethodInvocation call) throws Throwable {
		if (this.made || !call.getMethod().getName().equals("getConnection")) {
			return call.proceed();
		}
		if (!this.trying.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
			throw new RedisConnectionFailureException("Redis has not been reached yet");
		}
		try {
			Object connection = call.proceed();
			this.made = true;
			return connection;
		}
		finally {
			this.trying.unlock();
		}
	}

}
