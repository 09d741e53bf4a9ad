package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;
import io.autoclip.standalone.servers.InsteadOfDocker;

@InsteadOfDocker
class OutageTests extends OutageContract {

	OutageTests() {
		super(new EmbeddedTestServers());
	}

}
