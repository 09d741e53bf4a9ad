package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;

class FairnessTests extends FairnessContract {

	FairnessTests() {
		super(new EmbeddedTestServers());
	}

}
