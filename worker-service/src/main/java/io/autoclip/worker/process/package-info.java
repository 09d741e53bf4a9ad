/**
 * Starts the outer programs, so that none of them outlives the worker.
 */
@NullMarked
package io.autoclip.worker.process;

import org.jspecify.annotations.NullMarked;
