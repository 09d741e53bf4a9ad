/**
 * How the api lives with Redis: quick to say that it is away, strict about durability.
 */
@NullMarked
package io.autoclip.api.store;

import org.jspecify.annotations.NullMarked;
