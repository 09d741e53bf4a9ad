package io.autoclip.standalone.system;

import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;

@OnDocker
class DownloadDockerTests extends DownloadContract {

	DownloadDockerTests() {
		super(new ContainerTestServers());
	}

}
