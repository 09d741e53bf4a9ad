/**
 * The lock of the door: one token that lets everybody in who has it. Accounts will
 * replace it.
 */
@NullMarked
package io.autoclip.api.door;

import org.jspecify.annotations.NullMarked;
