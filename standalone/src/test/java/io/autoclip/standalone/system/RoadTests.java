package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;
import io.autoclip.standalone.servers.InsteadOfDocker;

@InsteadOfDocker
class RoadTests extends RoadContract {

	RoadTests() {
		super(new EmbeddedTestServers());
	}

}
