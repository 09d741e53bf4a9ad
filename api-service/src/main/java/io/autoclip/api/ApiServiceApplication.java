package io.autoclip.api;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/**
 * The api service: takes links, tells how far they are, hands out the videos.
 */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class) // it would
																			// draw a
																			// password
@ConfigurationPropertiesScan
public class ApiServiceApplication {

	/**
	 * Starts the api.
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
		SpringApplication application = new SpringApplication(ApiServiceApplication.class);
		application.setDefaultProperties(Map.of("spring.config.name", "api-service"));
		return application;
	}

}
