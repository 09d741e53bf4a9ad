package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;

class RollingRestartTests extends RollingRestartContract {

	RollingRestartTests() {
		super(new EmbeddedTestServers());
	}

}
