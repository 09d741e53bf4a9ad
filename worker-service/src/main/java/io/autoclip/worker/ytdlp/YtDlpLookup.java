package io.autoclip.worker.ytdlp;

import org.springframework.stereotype.Component;

import io.autoclip.preview.Preview;
import io.autoclip.task.MediaLimits;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.download.DownloadListener;
import io.autoclip.worker.download.DownloadRequest;
import io.autoclip.worker.download.MediaLookup;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Looks at links by the warm yt-dlp host, behind the same guards as a download.
 */
@Component
class YtDlpLookup implements MediaLookup {

	private final HostAttempts attempts;

	private final YtDlpSettings settings;

	private final MediaLimits media;

	YtDlpLookup(HostAttempts attempts, YtDlpSettings settings, MediaLimits media) {
		this.attempts = attempts;
		this.settings = settings;
		this.media = media;
	}

	@Override
	public Preview preview(DownloadRequest request, DownloadListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		return this.attempts.run(start(request, "preview", 1), request.directory(), listener::onLog,
				(events) -> preview(events, listener));
	}

	private static Preview preview(AttemptEvents events, DownloadListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		while (true) {
			switch (events.take()) {
				case HostEvent.Warning event -> listener.onWarning(event.message());
				case HostEvent.Phase event -> {
				}
				case HostEvent.Previewed event -> {
					return event.preview();
				}
				case HostEvent.OfAttempt other -> throw HostAttempts.failure(other);
			}
		}
	}

	@Override
	public ListEnd list(DownloadRequest request, int most, PageReader reader, DownloadListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		return this.attempts.run(start(request, "list", most), request.directory(), listener::onLog,
				(events) -> list(events, reader, listener));
	}

	private static ListEnd list(AttemptEvents events, PageReader reader, DownloadListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		while (true) {
			switch (events.take()) {
				case HostEvent.Warning event -> listener.onWarning(event.message());
				case HostEvent.Phase event -> {
				}
				case HostEvent.Entries event -> {
					if (!reader.read(event.list(), event.expected())) {
						return ListEnd.STOPPED;
					}
				}
				case HostEvent.Listed event -> {
					return event.more() ? ListEnd.MORE : ListEnd.WHOLE;
				}
				case HostEvent.OfAttempt other -> throw HostAttempts.failure(other);
			}
		}
	}

	private HostCommand.Start start(DownloadRequest request, String work, int most) {
		HostCommand.Limits limits = new HostCommand.Limits(this.settings.maxFileSize().toBytes(),
				this.settings.maxMemory().toBytes(), this.settings.maxCpu().toSeconds(),
				this.media.maxDuration().toSeconds());
		return new HostCommand.Start(request.attempt().toString(), request.url().value(),
				request.directory().toString(), request.proxyUrl(), request.output(), limits, work, most);
	}

}
