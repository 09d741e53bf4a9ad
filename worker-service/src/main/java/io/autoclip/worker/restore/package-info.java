/**
 * Rebuilds the library from the bucket, when Redis has lost it.
 */
@NullMarked
package io.autoclip.worker.restore;

import org.jspecify.annotations.NullMarked;
