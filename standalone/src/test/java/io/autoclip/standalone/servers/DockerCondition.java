package io.autoclip.standalone.servers;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

final class DockerCondition implements ExecutionCondition {

	/** Asked once a run, so that one line says it for all classes. */
	private static final boolean DOCKER_ANSWERS = askDocker();

	private static boolean askDocker() {
		Logger detail = (Logger) LoggerFactory.getLogger("org.testcontainers");
		detail.setLevel(Level.OFF); // it says at length where it has looked for Docker
		try {
			if (DockerClientFactory.instance().isDockerAvailable()) {
				return true;
			}
		}
		catch (RuntimeException ex) {
			detail.debug("Docker is there, but Testcontainers' own container cannot be started", ex);
		}
		finally {
			detail.setLevel(null);
		}
		LoggerFactory.getLogger("terminal")
			.info("Docker does not answer: the tests on RabbitMQ, MinIO and Redis are skipped");
		return false;
	}

	static boolean answers() {
		return DOCKER_ANSWERS;
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return DOCKER_ANSWERS ? ConditionEvaluationResult.enabled("Docker answers")
				: ConditionEvaluationResult.disabled("Docker does not answer");
	}

}
