package io.autoclip.task;

/**
 * What becomes visible in the same step in which its task succeeds.
 */
public sealed interface Published permits PublishedRecord, PublishedParts {

}
