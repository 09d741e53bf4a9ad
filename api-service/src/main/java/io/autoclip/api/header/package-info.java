/**
 * What every answer tells a browser about itself, whoever gives the answer.
 */
@NullMarked
package io.autoclip.api.header;

import org.jspecify.annotations.NullMarked;
