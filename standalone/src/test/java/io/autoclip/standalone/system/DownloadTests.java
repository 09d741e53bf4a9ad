package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.EmbeddedTestServers;

class DownloadTests extends DownloadContract {

	DownloadTests() {
		super(new EmbeddedTestServers());
	}

}
