/**
 * The description of the API for programs and people.
 */
@NullMarked
package io.autoclip.api.docs;

import org.jspecify.annotations.NullMarked;
