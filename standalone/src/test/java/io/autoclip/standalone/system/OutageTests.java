package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;

class OutageTests extends OutageContract {

	OutageTests() {
		super(new EmbeddedTestServers());
	}

}
