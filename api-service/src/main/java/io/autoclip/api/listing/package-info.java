/**
 * How clients ask for a part of a long list: order, filters and cursor.
 */
@NullMarked
package io.autoclip.api.listing;

import org.jspecify.annotations.NullMarked;
