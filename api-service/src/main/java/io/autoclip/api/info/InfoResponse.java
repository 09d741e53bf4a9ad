package io.autoclip.api.info;

import java.util.List;

import io.autoclip.admission.WorkerInfo;

/**
 * What runs, and within which limits.
 *
 * @param version the version of this api
 * @param locked whether a token is asked for
 * @param workers the workers that are alive, with the versions of their tools
 * @param limits what is allowed
 */
record InfoResponse(String version, boolean locked, List<WorkerInfo> workers, Limits limits) {

	/**
	 * What is allowed.
	 *
	 * @param urlLength the longest link, in characters
	 * @param bodyBytes the largest body of a request, in bytes
	 * @param clientTasks how many tasks of one client may be waiting or running; 0 for no
	 * limit
	 * @param siteTasks how many tasks of one site run at once
	 * @param siteSpacing seconds between the starts of two tasks of one site
	 * @param lease seconds that a worker may be silent before its task is given to
	 * another
	 * @param downloadValidity seconds that a signed link works
	 * @param eventStreams how many event streams one replica sends at once
	 * @param videoDuration the longest that a video may last, in seconds
	 */
	record Limits(int urlLength, int bodyBytes, int clientTasks, int siteTasks, double siteSpacing, long lease,
			long downloadValidity, int eventStreams, long videoDuration) {

	}

}
