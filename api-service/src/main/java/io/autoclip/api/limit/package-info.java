/**
 * How much one client may ask for in a time, counted in Redis for all replicas together.
 */
@NullMarked
package io.autoclip.api.limit;

import org.jspecify.annotations.NullMarked;
