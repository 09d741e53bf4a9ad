package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;

@OnDocker
class WorkerDeathDockerTests extends WorkerDeathContract {

	WorkerDeathDockerTests() {
		super(new ContainerTestServers());
	}

}
