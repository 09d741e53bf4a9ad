package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;

@OnDocker
class CutDockerTests extends CutContract {

	CutDockerTests() {
		super(new ContainerTestServers());
	}

}
