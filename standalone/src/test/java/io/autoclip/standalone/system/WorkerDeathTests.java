package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;
import io.autoclip.standalone.servers.InsteadOfDocker;

@InsteadOfDocker
class WorkerDeathTests extends WorkerDeathContract {

	WorkerDeathTests() {
		super(new EmbeddedTestServers());
	}

}
