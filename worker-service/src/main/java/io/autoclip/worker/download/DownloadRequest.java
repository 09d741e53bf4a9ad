package io.autoclip.worker.download;

import java.nio.file.Path;

import io.autoclip.task.AttemptId;
import io.autoclip.task.Output;
import io.autoclip.task.SourceUrl;

/**
 * What to fetch, and where to.
 *
 * @param attempt who asks
 * @param url the link
 * @param output what to make of it
 * @param directory an empty directory of the attempt's own; everything is written there
 * @param proxyUrl the egress proxy with the attempt's credentials; nothing is fetched
 * without it
 */
public record DownloadRequest(AttemptId attempt, SourceUrl url, Output output, Path directory, String proxyUrl) {

}
