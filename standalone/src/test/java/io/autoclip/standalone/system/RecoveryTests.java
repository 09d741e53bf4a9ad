package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;

class RecoveryTests extends RecoveryContract {

	RecoveryTests() {
		super(new EmbeddedTestServers());
	}

}
