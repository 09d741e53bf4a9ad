package io.autoclip.standalone;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * SIGTERM, Ctrl-C and the end of the terminal. They are taken before the JVM begins to
 * shut down, because shutdown hooks all run at once: those of Qpid and of the egress
 * proxy would pull the ground from under downloads that are still being handed back.
 * <p>
 * {@code sun.misc.Signal} (module {@code jdk.unsupported}) is the only way to do so. It
 * is called by reflection because javac has a warning for it that nothing switches off.
 */
final class StopSignals {

	private StopSignals() {
	}

	/**
	 * Says what to do instead of what the JVM does.
	 * @param stop called at every such signal, on a thread of its own
	 */
	static void handle(Runnable stop) {
		try {
			Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
			Object handler = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] { handlerType },
					(proxy, method, signal) -> {
						stop.run();
						return null;
					});
			for (String name : List.of("TERM", "INT", "HUP")) {
				handle(name, handlerType, handler);
			}
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("This JVM has no module jdk.unsupported", ex);
		}
	}

	private static void handle(String name, Class<?> handlerType, Object handler) throws ReflectiveOperationException {
		Class<?> type = Class.forName("sun.misc.Signal");
		Object signal = type.getConstructor(String.class).newInstance(name);
		type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
	}

}
