/**
 * What a task that works on a stored video needs besides the tools: the video's file, and
 * a plan of where to cut it.
 */
@NullMarked
package io.autoclip.worker.split;

import org.jspecify.annotations.NullMarked;
