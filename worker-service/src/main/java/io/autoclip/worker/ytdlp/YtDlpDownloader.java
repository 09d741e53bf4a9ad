package io.autoclip.worker.ytdlp;

import java.nio.file.Path;

import org.springframework.stereotype.Component;

import io.autoclip.task.MediaLimits;
import io.autoclip.task.Progress;
import io.autoclip.task.TaskPhase;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.download.DownloadListener;
import io.autoclip.worker.download.DownloadRequest;
import io.autoclip.worker.download.DownloadedMedia;
import io.autoclip.worker.download.MediaDownloader;
import io.autoclip.worker.download.NotWantedException;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Downloads by the warm yt-dlp host.
 */
@Component
class YtDlpDownloader implements MediaDownloader {

	private final HostAttempts attempts;

	private final YtDlpSettings settings;

	private final MediaLimits media;

	YtDlpDownloader(HostAttempts attempts, YtDlpSettings settings, MediaLimits media) {
		this.attempts = attempts;
		this.settings = settings;
		this.media = media;
	}

	@Override
	public DownloadedMedia download(DownloadRequest request, DownloadListener listener)
			throws DownloadFailedException, NotWantedException, NoSpaceException, InterruptedException {
		return this.attempts.run(start(request), request.directory(), listener::onLog,
				(events) -> follow(request, events, listener));
	}

	private HostCommand.Start start(DownloadRequest request) {
		HostCommand.Limits limits = new HostCommand.Limits(this.settings.maxFileSize().toBytes(),
				this.settings.maxMemory().toBytes(), this.settings.maxCpu().toSeconds(),
				this.media.maxDuration().toSeconds());
		return new HostCommand.Start(request.attempt().toString(), request.url().value(),
				request.directory().toString(), request.proxyUrl(), request.output(), limits);
	}

	private DownloadedMedia follow(DownloadRequest request, AttemptEvents events, DownloadListener listener)
			throws DownloadFailedException, NotWantedException, NoSpaceException, InterruptedException {
		Progress progress = Progress.of(request.attempt().attempt(), TaskPhase.RESOLVING);
		while (true) {
			switch (events.take()) {
				case HostEvent.Phase event -> progress = progress.in(event.phase());
				case HostEvent.Progress event -> progress = new Progress(progress.attempt(), TaskPhase.DOWNLOADING,
						event.bytes(), event.totalBytes(), event.speed(), event.eta());
				case HostEvent.Warning event -> listener.onWarning(event.message());
				case HostEvent.Identified event -> {
					listener.onIdentified(event.extractor(), event.video());
					this.attempts.go(event.id());
				}
				case HostEvent.Succeeded event -> {
					return media(event);
				}
				case HostEvent.OfAttempt other -> throw HostAttempts.failure(other);
			}
			listener.onProgress(progress);
		}
	}

	private static DownloadedMedia media(HostEvent.Succeeded event) {
		return new DownloadedMedia(Path.of(event.path()), event.media(), Path.of(event.info()),
				event.thumbnails().stream().map(Path::of).toList(), event.subtitles(), event.storyboard(),
				event.metadata());
	}

}
