/**
 * How the long lists (videos, tasks) are found, filtered, sorted and counted.
 */
@NullMarked
package io.autoclip.library;

import org.jspecify.annotations.NullMarked;
