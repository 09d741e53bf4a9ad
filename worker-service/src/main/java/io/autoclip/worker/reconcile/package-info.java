/**
 * Finds and removes what dead attempts have left behind.
 */
@NullMarked
package io.autoclip.worker.reconcile;

import org.jspecify.annotations.NullMarked;
