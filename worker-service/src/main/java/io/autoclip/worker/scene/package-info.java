/**
 * Finds where the scenes of a video change.
 */
@NullMarked
package io.autoclip.worker.scene;

import org.jspecify.annotations.NullMarked;
