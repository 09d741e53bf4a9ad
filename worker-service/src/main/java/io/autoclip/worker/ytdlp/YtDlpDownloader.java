package io.autoclip.worker.ytdlp;

import java.nio.file.Path;
import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.stereotype.Component;

import io.autoclip.task.FailureCode;
import io.autoclip.task.MediaLimits;
import io.autoclip.task.Progress;
import io.autoclip.task.TaskPhase;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.download.DownloadListener;
import io.autoclip.worker.download.DownloadRequest;
import io.autoclip.worker.download.DownloadedMedia;
import io.autoclip.worker.download.MediaDownloader;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Downloads by the warm yt-dlp host.
 */
@Component
class YtDlpDownloader implements MediaDownloader {

	private static final Log logger = LogFactory.getLog(YtDlpDownloader.class);

	private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

	private final YtDlp ytDlp;

	private final YtDlpSettings settings;

	private final MediaLimits media;

	YtDlpDownloader(YtDlp ytDlp, YtDlpSettings settings, MediaLimits media) {
		this.ytDlp = ytDlp;
		this.settings = settings;
		this.media = media;
	}

	@Override
	public DownloadedMedia download(DownloadRequest request, DownloadListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		AttemptEvents events = new AttemptEvents();
		begin(request, events);
		try {
			return follow(request, events, listener);
		}
		finally {
			if (!events.ended()) {
				kill(request, events);
			}
			listener.onLog(ToolLog.read(request.directory()));
		}
	}

	private void begin(DownloadRequest request, AttemptEvents events) throws DownloadFailedException, NoSpaceException {
		try {
			this.ytDlp.begin(start(request), events::add);
		}
		catch (IllegalStateException ex) {
			if (NoSpaceException.isBehind(ex)) {
				throw new NoSpaceException("The yt-dlp host cannot be started", ex);
			}
			throw new DownloadFailedException(FailureCode.WORKER_LOST, ex.toString());
		}
	}

	private HostCommand.Start start(DownloadRequest request) {
		HostCommand.Limits limits = new HostCommand.Limits(this.settings.maxFileSize().toBytes(),
				this.settings.maxMemory().toBytes(), this.settings.maxCpu().toSeconds(),
				this.media.maxDuration().toSeconds());
		return new HostCommand.Start(request.attempt().toString(), request.url().value(),
				request.directory().toString(), request.proxyUrl(), request.output(), limits);
	}

	private DownloadedMedia follow(DownloadRequest request, AttemptEvents events, DownloadListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		Progress progress = Progress.of(request.attempt().attempt(), TaskPhase.RESOLVING);
		while (true) {
			switch (events.take()) {
				case HostEvent.Phase event -> progress = progress.in(event.phase());
				case HostEvent.Progress event -> progress = new Progress(progress.attempt(), TaskPhase.DOWNLOADING,
						event.bytes(), event.totalBytes(), event.speed(), event.eta());
				case HostEvent.Warning event -> listener.onWarning(event.message());
				case HostEvent.Succeeded event -> {
					return media(event);
				}
				case HostEvent.Failed event -> {
					requireSpace(event);
					throw failure(event);
				}
				case HostEvent.HostLost event ->
					throw new DownloadFailedException(FailureCode.WORKER_LOST, "The yt-dlp host ended");
			}
			listener.onProgress(progress);
		}
	}

	private static DownloadedMedia media(HostEvent.Succeeded event) {
		return new DownloadedMedia(Path.of(event.path()), event.media(), Path.of(event.info()),
				event.thumbnails().stream().map(Path::of).toList(), event.subtitles(), event.metadata());
	}

	/** A full disk is the host's own word, none of the codes that people see. */
	private static void requireSpace(HostEvent.Failed event) throws NoSpaceException {
		if ("no_space".equals(event.code())) {
			throw new NoSpaceException(event.message(), null);
		}
	}

	private static DownloadFailedException failure(HostEvent.Failed event) {
		Duration retryAfter = (event.retryAfter() != null) ? Duration.ofSeconds(event.retryAfter()) : null;
		return new DownloadFailedException(code(event.code()), event.code() + ": " + event.message(), retryAfter);
	}

	/**
	 * A child that was killed without our asking was killed by the system, for its
	 * memory.
	 */
	private static FailureCode code(String text) {
		return "killed".equals(text) ? FailureCode.INTERNAL : FailureCode.of(text);
	}

	/** Waits with the interrupt flag down, and raises it again if it was up. */
	private void kill(DownloadRequest request, AttemptEvents events) {
		boolean interrupted = Thread.interrupted();
		this.ytDlp.kill(request.attempt().toString());
		try {
			if (!events.awaitEnd(KILL_PATIENCE)) {
				logger.error("The yt-dlp host did not end attempt " + request.attempt() + " in time; ending the host");
				this.ytDlp.giveUp();
			}
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
