/**
 * The tick that keeps the waiting room moving.
 */
@NullMarked
package io.autoclip.api.dispatch;

import org.jspecify.annotations.NullMarked;
