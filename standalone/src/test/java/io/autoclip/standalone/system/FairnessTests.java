package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;
import io.autoclip.standalone.servers.InsteadOfDocker;

@InsteadOfDocker
class FairnessTests extends FairnessContract {

	FairnessTests() {
		super(new EmbeddedTestServers());
	}

}
