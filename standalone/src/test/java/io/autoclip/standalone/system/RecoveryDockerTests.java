package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;

@OnDocker
class RecoveryDockerTests extends RecoveryContract {

	RecoveryDockerTests() {
		super(new ContainerTestServers());
	}

}
