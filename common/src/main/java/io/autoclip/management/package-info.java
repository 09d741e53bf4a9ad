/**
 * What a part tells those who run it, at a port that nobody else reaches.
 */
@NullMarked
package io.autoclip.management;

import org.jspecify.annotations.NullMarked;
