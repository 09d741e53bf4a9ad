/**
 * What happens to tasks, as server-sent events.
 */
@NullMarked
package io.autoclip.api.event;

import org.jspecify.annotations.NullMarked;
