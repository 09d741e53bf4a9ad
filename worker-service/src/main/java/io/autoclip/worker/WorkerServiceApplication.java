package io.autoclip.worker;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The worker service.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class WorkerServiceApplication {

	/**
	 * Starts the worker.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		application().run(args);
	}

	/**
	 * Makes the application with its own settings file: two {@code application.yml} on
	 * one class path would hide each other.
	 * @return the application, not yet run
	 */
	public static SpringApplication application() {
		SpringApplication application = new SpringApplication(WorkerServiceApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(Map.of("spring.config.name", "worker-service"));
		return application;
	}

}
