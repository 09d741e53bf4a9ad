package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;

class ReplicaTests extends ReplicaContract {

	ReplicaTests() {
		super(new EmbeddedTestServers());
	}

}
