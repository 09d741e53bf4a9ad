/**
 * Object storage behind plain S3 calls.
 */
@NullMarked
package io.autoclip.storage;

import org.jspecify.annotations.NullMarked;
