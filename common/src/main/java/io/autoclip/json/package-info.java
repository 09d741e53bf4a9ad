/**
 * The JSON that AutoClip itself writes and reads again: records in Redis, messages,
 * {@code video.json}.
 */
@NullMarked
package io.autoclip.json;

import org.jspecify.annotations.NullMarked;
