package io.autoclip.worker.task;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.autoclip.task.WorkerId;

@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

	@Bean
	WorkerId workerId() {
		return WorkerId.random();
	}

}
