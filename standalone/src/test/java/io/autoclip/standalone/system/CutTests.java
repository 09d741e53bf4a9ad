package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;
import io.autoclip.standalone.servers.InsteadOfDocker;

@InsteadOfDocker
class CutTests extends CutContract {

	CutTests() {
		super(new EmbeddedTestServers());
	}

}
