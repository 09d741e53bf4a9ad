package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;

@OnDocker
class PressureDockerTests extends PressureContract {

	PressureDockerTests() {
		super(new ContainerTestServers(), false);
	}

}
