/**
 * The road from the waiting room to the workers: the message that a task may run now, and
 * its queue.
 */
@NullMarked
package io.autoclip.messaging;

import org.jspecify.annotations.NullMarked;
