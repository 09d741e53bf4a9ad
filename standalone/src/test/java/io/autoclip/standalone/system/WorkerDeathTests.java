package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;

class WorkerDeathTests extends WorkerDeathContract {

	WorkerDeathTests() {
		super(new EmbeddedTestServers());
	}

}
