package io.autoclip.worker.ytdlp;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.autoclip.task.FailureCode;
import io.autoclip.task.Progress;
import io.autoclip.task.TaskPhase;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.download.DownloadListener;
import io.autoclip.worker.download.DownloadRequest;
import io.autoclip.worker.download.DownloadedMedia;
import io.autoclip.worker.download.MediaDownloader;

/**
 * Downloads by the warm yt-dlp host.
 */
@Component
class YtDlpDownloader implements MediaDownloader {

	private static final Log logger = LogFactory.getLog(YtDlpDownloader.class);

	private static final int KILL_SECONDS = 10;

	private final YtDlp ytDlp;

	private final YtDlpSettings settings;

	YtDlpDownloader(YtDlp ytDlp, YtDlpSettings settings) {
		this.ytDlp = ytDlp;
		this.settings = settings;
	}

	@Override
	public DownloadedMedia download(DownloadRequest request, DownloadListener listener)
			throws DownloadFailedException, InterruptedException {
		BlockingQueue<HostEvent.OfAttempt> events = new LinkedBlockingQueue<>();
		this.ytDlp.begin(start(request), events::add);
		try {
			return follow(request, events, listener);
		}
		catch (InterruptedException ex) {
			kill(request, events);
			throw ex;
		}
	}

	private HostCommand.Start start(DownloadRequest request) {
		HostCommand.Limits limits = new HostCommand.Limits(this.settings.maxFileSize().toBytes(),
				this.settings.maxMemory().toBytes(), this.settings.maxCpu().toSeconds());
		return new HostCommand.Start(request.attempt().toString(), request.url().value(),
				request.directory().toString(), request.proxyUrl(), new HostCommand.Options("video"), limits);
	}

	private DownloadedMedia follow(DownloadRequest request, BlockingQueue<HostEvent.OfAttempt> events,
			DownloadListener listener) throws DownloadFailedException, InterruptedException {
		Progress progress = Progress.of(request.attempt().attempt(), TaskPhase.RESOLVING);
		while (true) {
			switch (events.take()) {
				case HostEvent.Phase event -> progress = progress.in(event.phase());
				case HostEvent.Progress event -> progress = new Progress(progress.attempt(), TaskPhase.DOWNLOADING,
						event.bytes(), event.totalBytes(), event.speed(), event.eta());
				case HostEvent.Warning event -> logger.info(request.attempt() + ": " + event.message());
				case HostEvent.Succeeded event -> {
					return media(event);
				}
				case HostEvent.Failed event -> throw failure(event);
				case HostEvent.HostLost event ->
					throw new DownloadFailedException(FailureCode.WORKER_LOST, "The yt-dlp host ended");
			}
			listener.onProgress(progress);
		}
	}

	private static DownloadedMedia media(HostEvent.Succeeded event) {
		return new DownloadedMedia(Path.of(event.path()), Path.of(event.info()), path(event.thumbnail()),
				event.metadata());
	}

	private static @Nullable Path path(@Nullable String text) {
		return (text != null) ? Path.of(text) : null;
	}

	private static DownloadFailedException failure(HostEvent.Failed event) {
		return new DownloadFailedException(code(event.code()), event.code() + ": " + event.message());
	}

	/**
	 * A child that was killed without our asking was killed by the system, for its
	 * memory.
	 */
	private static FailureCode code(String text) {
		return "killed".equals(text) ? FailureCode.INTERNAL : FailureCode.of(text);
	}

	private void kill(DownloadRequest request, BlockingQueue<HostEvent.OfAttempt> events) throws InterruptedException {
		this.ytDlp.kill(request.attempt().toString());
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(KILL_SECONDS);
		while (true) {
			HostEvent.OfAttempt event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			if (event == null) {
				logger.error("The processes of attempt " + request.attempt() + " did not end in time");
				return;
			}
			if (event instanceof HostEvent.Failed || event instanceof HostEvent.Succeeded
					|| event instanceof HostEvent.HostLost) {
				return;
			}
		}
	}

}
