/**
 * What the features share of HTTP: addresses, lists, times, the size of bodies.
 */
@NullMarked
package io.autoclip.api.http;

import org.jspecify.annotations.NullMarked;
