package io.autoclip.worker.ytdlp;

import java.util.List;

import org.springframework.stereotype.Component;

import io.autoclip.worker.clip.ClipCutter;
import io.autoclip.worker.clip.CutClip;
import io.autoclip.worker.clip.CutListener;
import io.autoclip.worker.clip.CutRequest;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Cuts by the warm yt-dlp host, with ffmpeg's libraries.
 */
@Component
class HostClipCutter implements ClipCutter {

	private final HostEdits edits;

	HostClipCutter(HostEdits edits) {
		this.edits = edits;
	}

	@Override
	public List<CutClip> cut(CutRequest request, CutListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		HostJob job = new HostJob.Cut(request.exact(), request.crf(), request.cuts());
		return this.edits
			.run(request.attempt(), request.source(), request.directory(), job, HostEvent.Clips.class, listener)
			.clips()
			.stream()
			.map(HostEvent.Clip::cut)
			.toList();
	}

}
