package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;

class RoadTests extends RoadContract {

	RoadTests() {
		super(new EmbeddedTestServers());
	}

}
