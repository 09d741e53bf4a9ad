/**
 * Uploads what an attempt has made and describes it as a video.
 */
@NullMarked
package io.autoclip.worker.publish;

import org.jspecify.annotations.NullMarked;
