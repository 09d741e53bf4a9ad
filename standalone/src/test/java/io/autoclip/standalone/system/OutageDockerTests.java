package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;

@OnDocker
class OutageDockerTests extends OutageContract {

	OutageDockerTests() {
		super(new ContainerTestServers());
	}

}
