package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;
import io.autoclip.standalone.servers.InsteadOfDocker;

@InsteadOfDocker
class PressureTests extends PressureContract {

	PressureTests() {
		super(new EmbeddedTestServers(), true);
	}

}
