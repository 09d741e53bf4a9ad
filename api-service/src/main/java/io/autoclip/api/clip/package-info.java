/**
 * Clips, the parts of videos, and where scenes change.
 */
@NullMarked
package io.autoclip.api.clip;

import org.jspecify.annotations.NullMarked;
