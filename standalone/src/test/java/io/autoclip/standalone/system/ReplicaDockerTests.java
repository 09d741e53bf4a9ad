package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;

@OnDocker
class ReplicaDockerTests extends ReplicaContract {

	ReplicaDockerTests() {
		super(new ContainerTestServers());
	}

}
