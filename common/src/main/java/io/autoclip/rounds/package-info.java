/**
 * What is done again and again for as long as a service runs.
 */
@NullMarked
package io.autoclip.rounds;

import org.jspecify.annotations.NullMarked;
