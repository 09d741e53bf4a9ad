/**
 * Both services and the servers that they need in one JVM, started by one command. Wiring
 * only: the services are those of the containers.
 */
@NullMarked
package io.autoclip.standalone;

import org.jspecify.annotations.NullMarked;
