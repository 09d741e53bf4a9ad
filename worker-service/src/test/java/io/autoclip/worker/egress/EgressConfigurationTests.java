package io.autoclip.worker.egress;

import java.util.Map;

import io.autoclip.task.AttemptId;
import io.autoclip.task.TaskId;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class EgressConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(EgressConfiguration.class);

	@Test
	void runsOnLoopbackWhenNothingIsSet() {
		this.runner.run((context) -> {
			assertThat(context.getBean(EgressProxy.class).address().getAddress().isLoopbackAddress()).isTrue();
			assertThat(context.getBean(Egress.class).account(new AttemptId(TaskId.random(), 1)).bytes()).isZero();
			assertThat(context.getBean(EgressSettings.class).allow()).isEmpty();
		});
	}

	@Test
	void readsTheAllowListWhenItComesFromTheEnvironment() {
		environment("10.0.0.0/8, [::1]:80,media.example").run((context) -> {
			assertThat(context.getBean(EgressSettings.class).allow()).containsExactly("10.0.0.0/8", "[::1]:80",
					"media.example");
		});
		environment("").run((context) -> assertThat(context.getBean(EgressSettings.class).allow()).isEmpty());
	}

	@Test
	void doesNotStartWhenTheAllowListIsMalformed() {
		environment("10.0.0.0/8,10.0.0.0/99").run((context) -> assertThat(context).getFailure()
			.hasStackTraceContaining("autoclip.egress.allow: '10.0.0.0/99'"));
	}

	@Test
	void reachesTheProxyThatRunsElsewhereWhenOneIsNamed() {
		AttemptId attempt = new AttemptId(TaskId.random(), 1);
		this.runner.withPropertyValues("autoclip.egress.key=shared").run((there) -> {
			int port = there.getBean(EgressProxy.class).address().getPort();
			this.runner.withPropertyValues("autoclip.egress.key=shared", "autoclip.egress.url=http://localhost:" + port)
				.run((here) -> {
					assertThat(here.getBeanFactory().containsSingleton("egressProxy")).isFalse();
					assertThat(here.getBean(Egress.class).account(attempt).instance())
						.isEqualTo(there.getBean(Egress.class).account(attempt).instance());
					assertThat(here.getBean(Egress.class).proxyUrl(attempt)).endsWith("@localhost:" + port);
				});
		});
	}

	@Test
	void runsTheProxyItselfWhenTheAddressIsBlank() {
		this.runner.withPropertyValues("autoclip.egress.url=")
			.run((context) -> assertThat(context.getBean(Egress.class).account(new AttemptId(TaskId.random(), 1)))
				.isNotNull());
	}

	@Test
	void doesNotStartWhenTheAddressIsMalformed() {
		this.runner.withPropertyValues("autoclip.egress.url=egress:3128")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("autoclip.egress.url"));
	}

	@Test
	void doesNotTellTheKey() {
		this.runner.withPropertyValues("autoclip.egress.key=hidden")
			.run((context) -> assertThat(context.getBean(EgressSettings.class).toString()).doesNotContain("hidden"));
	}

	private ApplicationContextRunner environment(String allow) {
		return this.runner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							Map.of("AUTOCLIP_EGRESS_ALLOW", allow))));
	}

}
