package io.autoclip.standalone.system;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.standalone.ServerConnections;
import io.autoclip.storage.ObjectStorage;

/**
 * Makes a service die at any step, as Redis and the storage see it: from then on nothing
 * of it reaches them, until it is revived. A step is a call of theirs by the code that is
 * looked at; all that happens in the service itself comes between two of them.
 */
final class Mortal implements ApplicationContextInitializer<GenericApplicationContext> {

	private final ServerConnections connections;

	private final String code;

	private int steps;

	private int last = Integer.MAX_VALUE;

	private boolean answered;

	private volatile boolean dead;

	/**
	 * Takes what is to be looked at.
	 * @param connections the servers
	 * @param code a pattern of the methods whose calls count: {@code class#method}
	 */
	Mortal(ServerConnections connections, String code) {
		this.connections = connections;
		this.code = code;
	}

	/**
	 * Lets it die at a step from now on.
	 * @param step the number of the step, from 1 on
	 * @param reached whether the step still reaches the server, and only its answer is
	 * lost
	 */
	synchronized void dieAt(int step, boolean reached) {
		this.steps = 0;
		this.last = step;
		this.answered = reached;
		this.dead = false;
	}

	boolean isDead() {
		return this.dead;
	}

	/** Starts it again, as mortal as anybody. */
	void revive() {
		dieAt(Integer.MAX_VALUE, false);
	}

	@Override
	public void initialize(GenericApplicationContext context) {
		this.connections.initialize(context);
		context.registerBean("mortal", BeanPostProcessor.class, () -> new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return switch (bean) {
					case ObjectStorage storage -> mortal(storage);
					case StringRedisTemplate redis -> mortal(redis);
					default -> bean;
				};
			}

		});
	}

	private ObjectStorage mortal(ObjectStorage storage) {
		return (ObjectStorage) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { ObjectStorage.class }, (proxy, method, arguments) -> step(() -> {
					try {
						return method.invoke(storage, arguments);
					}
					catch (InvocationTargetException ex) {
						throw (RuntimeException) ex.getCause();
					}
					catch (IllegalAccessException ex) {
						throw new IllegalStateException(ex);
					}
				}));
	}

	private StringRedisTemplate mortal(StringRedisTemplate redis) {
		StringRedisTemplate mortal = new StringRedisTemplate() {

			@Override
			public <T> T execute(RedisCallback<T> action, boolean exposeConnection, boolean pipeline) {
				return step(() -> super.execute(action, exposeConnection, pipeline));
			}

		};
		mortal.setConnectionFactory(redis.getRequiredConnectionFactory());
		mortal.afterPropertiesSet();
		return mortal;
	}

	private <T> T step(Supplier<T> call) {
		boolean isLast = isLast();
		if (this.dead || isLast && !this.answered) {
			throw die();
		}
		T answer = call.get();
		if (isLast) {
			throw die();
		}
		return answer;
	}

	private boolean isLast() {
		return isLookedAt() && countedLast();
	}

	private synchronized boolean countedLast() {
		return ++this.steps == this.last;
	}

	private boolean isLookedAt() {
		return StackWalker.getInstance()
			.walk((frames) -> frames
				.anyMatch((frame) -> (frame.getClassName() + "#" + frame.getMethodName()).matches(this.code)));
	}

	private Died die() {
		this.dead = true;
		return new Died();
	}

	/** What a dead process would say if it could. */
	private static final class Died extends RuntimeException {

	}

}
