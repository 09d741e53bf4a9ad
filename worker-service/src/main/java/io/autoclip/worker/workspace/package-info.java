/**
 * The scratch directories in which attempts work.
 */
@NullMarked
package io.autoclip.worker.workspace;

import org.jspecify.annotations.NullMarked;
