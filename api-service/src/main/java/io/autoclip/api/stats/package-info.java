/**
 * What there is and how the sites have answered, in numbers.
 */
@NullMarked
package io.autoclip.api.stats;

import org.jspecify.annotations.NullMarked;
