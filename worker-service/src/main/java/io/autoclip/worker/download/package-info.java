/**
 * What the worker asks of whoever downloads media, whatever tool does it.
 */
@NullMarked
package io.autoclip.worker.download;

import org.jspecify.annotations.NullMarked;
