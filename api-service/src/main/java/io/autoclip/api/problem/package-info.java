/**
 * Every refusal of a request, as RFC 9457 says it, with a stable code.
 */
@NullMarked
package io.autoclip.api.problem;

import org.jspecify.annotations.NullMarked;
