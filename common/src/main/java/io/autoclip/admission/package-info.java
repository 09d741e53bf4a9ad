/**
 * Which of the waiting tasks may run now: sites and their limits, fairness, workers and
 * their slots.
 */
@NullMarked
package io.autoclip.admission;

import org.jspecify.annotations.NullMarked;
