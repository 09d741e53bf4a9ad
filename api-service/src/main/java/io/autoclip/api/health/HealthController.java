package io.autoclip.api.health;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the two things that a platform asks, on the port that serves, which is the one
 * that must be well. Nothing else of the actuator is served at all: it has no port.
 */
@RestController
@Tag(name = "Operation")
class HealthController {

	private final HealthEndpointWebExtension health;

	HealthController(HealthEndpointWebExtension health) {
		this.health = health;
	}

	@GetMapping(path = "/livez", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getLiveness", summary = "Is it alive?",
			description = "503 asks for a restart. Looks at nothing outside.")
	ResponseEntity<Object> liveness() {
		return answer("liveness");
	}

	@GetMapping(path = "/readyz", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getReadiness", summary = "Can it serve?", description = """
			503 as long as Redis is away or does not keep what it is told. The broker is only a detail.""")
	ResponseEntity<Object> readiness() {
		return answer("readiness");
	}

	private ResponseEntity<Object> answer(String group) {
		WebEndpointResponse<HealthDescriptor> found = this.health.health(ApiVersion.LATEST, WebServerNamespace.SERVER,
				SecurityContext.NONE, group);
		return ResponseEntity.status(found.getStatus()).body(found.getBody());
	}

}
