/**
 * How both services are connected with Redis: a connection that has fallen silent is made
 * anew, soon and for as long as it takes.
 */
@NullMarked
package io.autoclip.redis;

import org.jspecify.annotations.NullMarked;
