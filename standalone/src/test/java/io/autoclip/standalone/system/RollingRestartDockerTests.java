package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;

@OnDocker
class RollingRestartDockerTests extends RollingRestartContract {

	RollingRestartDockerTests() {
		super(new ContainerTestServers());
	}

}
