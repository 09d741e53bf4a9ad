package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;

class PressureTests extends PressureContract {

	PressureTests() {
		super(new EmbeddedTestServers(), true);
	}

}
