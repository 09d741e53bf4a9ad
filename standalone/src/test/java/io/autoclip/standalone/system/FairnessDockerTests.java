package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;

@OnDocker
class FairnessDockerTests extends FairnessContract {

	FairnessDockerTests() {
		super(new ContainerTestServers());
	}

}
