package io.autoclip.worker.egress;

import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/**
 * The egress proxy alone, in a process of its own: the only part of AutoClip that needs a
 * way to the sites. It knows neither Redis nor the broker nor the storage.
 */
public final class EgressApplication {

	private EgressApplication() {
	}

	/**
	 * Starts the proxy.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(EgressConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(Map.of("spring.config.name", "egress", "spring.application.name", "egress",
				"spring.main.keep-alive", "true")); // the proxy's own threads are daemons
		application.run(args);
	}

}
