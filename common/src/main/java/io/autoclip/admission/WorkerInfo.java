package io.autoclip.admission;

import java.util.Map;

import io.autoclip.task.WorkerId;

/**
 * What a worker runs.
 *
 * @param worker the worker
 * @param slots how many tasks it has at once at the most
 * @param versions its tools and their versions: {@code autoclip}, {@code yt_dlp},
 * {@code ffmpeg}, {@code deno}, {@code python}; what it does not have is absent
 */
public record WorkerInfo(WorkerId worker, int slots, Map<String, String> versions) {

}
