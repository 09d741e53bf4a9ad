/**
 * Files that the api itself hands out, behind links that it has signed: for those who
 * cannot reach the object storage.
 */
@NullMarked
package io.autoclip.api.file;

import org.jspecify.annotations.NullMarked;
