/**
 * Cuts a stored video into clips: what the worker asks of whoever cuts, whatever tool
 * does it.
 */
@NullMarked
package io.autoclip.worker.clip;

import org.jspecify.annotations.NullMarked;
