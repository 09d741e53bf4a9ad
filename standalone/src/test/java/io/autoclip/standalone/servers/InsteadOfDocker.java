package io.autoclip.standalone.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Long tests of a contract that are run on the embedded servers only where there is no
 * Docker: where there is, the same contract is held on the real ones.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NoDockerCondition.class)
public @interface InsteadOfDocker {

}
