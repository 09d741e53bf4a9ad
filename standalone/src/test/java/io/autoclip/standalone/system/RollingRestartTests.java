package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;
import io.autoclip.standalone.servers.InsteadOfDocker;

@InsteadOfDocker
class RollingRestartTests extends RollingRestartContract {

	RollingRestartTests() {
		super(new EmbeddedTestServers());
	}

}
