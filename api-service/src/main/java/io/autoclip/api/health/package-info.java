/**
 * Whether this api is alive and can serve: all that is told outside of what the actuator
 * knows.
 */
@NullMarked
package io.autoclip.api.health;

import org.jspecify.annotations.NullMarked;
