package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;

class CutTests extends CutContract {

	CutTests() {
		super(new EmbeddedTestServers());
	}

}
