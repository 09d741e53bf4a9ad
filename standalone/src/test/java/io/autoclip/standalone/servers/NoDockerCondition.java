package io.autoclip.standalone.servers;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

final class NoDockerCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return DockerCondition.answers() ? ConditionEvaluationResult.disabled("The contract is held on Docker")
				: ConditionEvaluationResult.enabled("Docker does not answer");
	}

}
