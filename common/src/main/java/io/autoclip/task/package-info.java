/**
 * The task: its record, the transitions that it allows, and the Redis store that holds
 * its truth.
 */
@NullMarked
package io.autoclip.task;

import org.jspecify.annotations.NullMarked;
