package io.autoclip.standalone.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class EmbeddedServersTests {

	@TempDir
	Path data;

	@Test
	void startWhenAnotherUsesTheDataIsRefusedUntilThatIsClosed() throws IOException {
		try (EmbeddedServers first = new EmbeddedServers(this.data, 0);
				EmbeddedServers second = new EmbeddedServers(this.data, 0)) {
			first.start();
			assertThatExceptionOfType(DataInUseException.class).isThrownBy(second::start)
				.withMessageContaining(this.data.toString());
			assertThat(listens(first.redis().address().port())).isTrue();
			first.close();
			second.start();
			assertThat(listens(second.broker().address().port())).isTrue();
		}
	}

	@Test
	void startWhenOneServerFailsLeavesNoneRunning() throws IOException {
		Files.writeString(this.data.resolve("broker"), "a file where the broker wants a directory");
		try (EmbeddedServers servers = new EmbeddedServers(this.data, 0)) {
			assertThatIOException().isThrownBy(servers::start);
			assertThat(listens(servers.redis().address().port())).isFalse();
			assertThat(listens(URI.create(servers.objectStorage().address().endpoint()).getPort())).isFalse();
		}
	}

	private static boolean listens(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException refused) {
			return false;
		}
	}

}
