/**
 * The worker: it consumes admitted tasks and turns links into stored videos.
 */
@NullMarked
package io.autoclip.worker;

import org.jspecify.annotations.NullMarked;
