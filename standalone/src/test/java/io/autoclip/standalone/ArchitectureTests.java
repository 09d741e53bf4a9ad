package io.autoclip.standalone;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shape of the code, which the build keeps.
 */
class ArchitectureTests {

	private static JavaClasses code;

	@BeforeAll
	static void read() {
		ImportOption withoutTests = (Location location) -> !location.contains("test-classes")
				&& !location.contains("-tests.jar");
		code = new ClassFileImporter().withImportOption(withoutTests).importPackages("io.autoclip");
	}

	@Test
	void packagesHaveNoCycles() {
		check(slices().matching("io.autoclip.(**)").should().beFreeOfCycles());
	}

	@Test
	void servicesDoNotKnowEachOther() {
		check(noClasses().that()
			.resideInAPackage("io.autoclip.api..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.autoclip.worker..", "io.autoclip.standalone.."));
		check(noClasses().that()
			.resideInAPackage("io.autoclip.worker..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.autoclip.api..", "io.autoclip.standalone.."));
	}

	@Test
	void commonKnowsNoService() {
		check(noClasses().that()
			.resideOutsideOfPackages("io.autoclip.api..", "io.autoclip.worker..", "io.autoclip.standalone..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.autoclip.api..", "io.autoclip.worker..", "io.autoclip.standalone.."));
	}

	@Test
	void storageAloneKnowsMinio() {
		check(noClasses().that()
			.resideOutsideOfPackage("io.autoclip.storage")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.minio.."));
	}

	@Test
	void messagingAndTheListenerAloneKnowAmqp() {
		check(noClasses().that()
			.resideOutsideOfPackages("io.autoclip.messaging", "io.autoclip.worker.task", "io.autoclip.standalone..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.amqp..", "com.rabbitmq.."));
	}

	@Test
	void toolsAloneStartProcesses() {
		check(noClasses().that()
			.resideOutsideOfPackages("io.autoclip.worker.process", "io.autoclip.standalone..")
			.should()
			.dependOnClassesThat()
			.belongToAnyOf(ProcessBuilder.class)
			.allowEmptyShould(true)
			.because("processes are started by one thread, under a guard"));
		check(classes().that()
			.resideInAPackage("io.autoclip.worker.process")
			.should()
			.onlyBeAccessed()
			.byAnyPackage("io.autoclip.worker.process", "io.autoclip.worker.ytdlp"));
	}

	@Test
	void redisIsNeverScannedAndNothingIsSerializedByTheJdk() {
		check(noClasses().should()
			.callMethodWhere(JavaCall.Predicates
				.target(HasOwner.Predicates.With.<JavaClass>owner(
						JavaClass.Predicates.assignableTo("org.springframework.data.redis.core.RedisOperations")))
				.and(JavaCall.Predicates.target(HasName.Predicates.nameMatching("keys|scan")))));
		check(noClasses().should()
			.dependOnClassesThat()
			.haveFullyQualifiedName("org.springframework.data.redis.core.RedisHash"));
		check(noClasses().should()
			.dependOnClassesThat()
			.haveFullyQualifiedName("org.springframework.data.redis.serializer.JdkSerializationRedisSerializer"));
	}

	/**
	 * Redis' clock alone decides about tasks: that of an api or a worker may be wrong.
	 */
	@Test
	void nothingThatDecidesAboutTasksAsksItsOwnClock() {
		check(noClasses().that()
			.resideInAnyPackage("io.autoclip.task", "io.autoclip.admission", "io.autoclip.messaging",
					"io.autoclip.video", "io.autoclip.json", "io.autoclip.id", "io.autoclip.redis",
					"io.autoclip.api.task", "io.autoclip.api.dispatch", "io.autoclip.api.event",
					"io.autoclip.api.deadletter", "io.autoclip.worker.task", "io.autoclip.worker.reconcile")
			.should()
			.callMethod(Instant.class, "now")
			.orShould()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(Clock.class)
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(Date.class));
	}

	@Test
	void nothingIsInjectedIntoFields() {
		check(fields().should().notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired"));
	}

	@Test
	void everyPackageIsNullMarked() {
		for (JavaPackage pack : code.getPackage("io.autoclip").getSubpackagesInTree()) {
			if (!pack.getClasses().isEmpty()) {
				assertThat(pack.isAnnotatedWith(NullMarked.class)).as(pack.getName() + " is null-marked").isTrue();
			}
		}
	}

	private static void check(ArchRule rule) {
		rule.check(code);
	}

}
