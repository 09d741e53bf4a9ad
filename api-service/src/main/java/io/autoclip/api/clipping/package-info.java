/**
 * How clients say how a video is to be split.
 */
@NullMarked
package io.autoclip.api.clipping;

import org.jspecify.annotations.NullMarked;
