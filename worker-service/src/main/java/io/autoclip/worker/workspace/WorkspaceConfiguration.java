package io.autoclip.worker.workspace;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.autoclip.task.WorkerId;

@Configuration(proxyBeanMethods = false)
class WorkspaceConfiguration {

	@Bean
	Workspace workspace(@Value("${autoclip.worker.scratch}") Path scratch, WorkerId worker) {
		return new Workspace(scratch, worker);
	}

}
