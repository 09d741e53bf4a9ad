/**
 * The one way out: a filtering HTTP proxy through which everything that a download
 * fetches goes, and which counts it.
 */
@NullMarked
package io.autoclip.worker.egress;

import org.jspecify.annotations.NullMarked;
