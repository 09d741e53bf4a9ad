/**
 * What AutoClip has given up on, for the person who can do something about it.
 */
@NullMarked
package io.autoclip.api.deadletter;

import org.jspecify.annotations.NullMarked;
