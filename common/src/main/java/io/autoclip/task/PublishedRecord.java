package io.autoclip.task;

/**
 * The record of a result that becomes visible in the same step in which its task
 * succeeds.
 *
 * @param id the id of the result
 * @param doc its JSON
 */
public record PublishedRecord(String id, String doc) {

}
