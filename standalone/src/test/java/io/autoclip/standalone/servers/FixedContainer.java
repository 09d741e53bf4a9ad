package io.autoclip.standalone.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

import org.springframework.test.util.TestSocketUtils;

/**
 * A container that can be stopped and started again with its data. Its ports are chosen
 * beforehand, because Docker gives a container others each time it starts.
 *
 * @param <C> the kind of container
 */
final class FixedContainer<C extends GenericContainer<C>> {

	private static final int STOP_SECONDS = 20;

	private final C container;

	private final int[] ports;

	/**
	 * Starts a container.
	 * @param container the container, not yet started
	 * @param ports the ports that are reached from outside
	 */
	FixedContainer(C container, int... ports) {
		this.container = container;
		this.ports = ports;
		container.setExposedPorts(Arrays.stream(ports).boxed().toList());
		container.setPortBindings(Arrays.stream(ports).mapToObj(FixedContainer::binding).toList());
		container.start();
		awaitPorts();
	}

	private void awaitPorts() {
		Wait.forListeningPorts(this.ports).waitUntilReady(this.container);
	}

	private static String binding(int port) {
		return TestSocketUtils.findAvailableTcpPort() + ":" + port;
	}

	C container() {
		return this.container;
	}

	String host() {
		return this.container.getHost();
	}

	int port(int port) {
		return this.container.getMappedPort(port);
	}

	void takeAway() {
		this.container.getDockerClient()
			.stopContainerCmd(this.container.getContainerId())
			.withTimeout(STOP_SECONDS)
			.exec();
	}

	/** Does nothing to a container that runs. */
	void giveBack() {
		if (this.container.isRunning()) {
			return;
		}
		this.container.getDockerClient().startContainerCmd(this.container.getContainerId()).exec();
		awaitPorts();
	}

	/** Runs a command in the container and returns what it prints. */
	String run(String... command) {
		try {
			ExecResult result = this.container.execInContainer(command);
			if (result.getExitCode() != 0) {
				throw new IllegalStateException(String.join(" ", command) + ": " + result);
			}
			return result.getStdout();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
