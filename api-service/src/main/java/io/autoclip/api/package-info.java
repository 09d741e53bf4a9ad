/**
 * The HTTP API: one package a feature.
 */
@NullMarked
package io.autoclip.api;

import org.jspecify.annotations.NullMarked;
