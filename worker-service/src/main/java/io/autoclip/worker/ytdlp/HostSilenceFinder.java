package io.autoclip.worker.ytdlp;

import java.nio.file.Path;
import java.util.List;

import org.springframework.stereotype.Component;

import io.autoclip.task.AttemptId;
import io.autoclip.worker.clip.CutListener;
import io.autoclip.worker.clip.CutRequest;
import io.autoclip.worker.clip.SilenceFinder;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Finds silence by the warm yt-dlp host: by ffmpeg's {@code silencedetect}.
 */
@Component
class HostSilenceFinder implements SilenceFinder {

	private final HostEdits edits;

	HostSilenceFinder(HostEdits edits) {
		this.edits = edits;
	}

	@Override
	public List<CutRequest.Cut> find(AttemptId attempt, Path source, Path directory, double threshold, double least,
			CutListener listener) throws DownloadFailedException, NoSpaceException, InterruptedException {
		HostJob job = new HostJob.Silence(threshold, least);
		return this.edits.run(attempt, source, directory, job, HostEvent.Silences.class, listener).silences();
	}

}
