package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;
import io.autoclip.standalone.servers.InsteadOfDocker;

@InsteadOfDocker
class ReplicaTests extends ReplicaContract {

	ReplicaTests() {
		super(new EmbeddedTestServers());
	}

}
