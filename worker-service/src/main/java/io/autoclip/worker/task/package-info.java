/**
 * Claims admitted tasks, keeps their leases, runs them and tells the outcome.
 */
@NullMarked
package io.autoclip.worker.task;

import org.jspecify.annotations.NullMarked;
