/**
 * Copies of videos in a folder where a media server finds them.
 */
@NullMarked
package io.autoclip.worker.export;

import org.jspecify.annotations.NullMarked;
