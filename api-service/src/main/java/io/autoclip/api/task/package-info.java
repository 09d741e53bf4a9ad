/**
 * The tasks, to accept, look at, cancel and retry.
 */
@NullMarked
package io.autoclip.api.task;

import org.jspecify.annotations.NullMarked;
