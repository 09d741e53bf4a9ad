package io.autoclip.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.autoclip.clip.Clip;
import io.autoclip.clip.ClipId;
import io.autoclip.clip.Clipping;
import io.autoclip.clip.SceneReport;
import io.autoclip.clip.Scenes;
import io.autoclip.clip.StoredScenes;
import io.autoclip.json.StoredJson;
import io.autoclip.preview.Preview;
import io.autoclip.preview.PreviewRepository;
import io.autoclip.admission.Admissions;
import io.autoclip.admission.WorkerInfo;
import io.autoclip.admission.Workers;
import io.autoclip.task.Admission;
import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import io.autoclip.task.Growth;
import io.autoclip.task.Progress;
import io.autoclip.task.PublishedParts;
import io.autoclip.task.PublishedRecord;
import io.autoclip.task.SiteRemarks;
import io.autoclip.task.ListEntry;
import io.autoclip.task.SourceUrl;
import io.autoclip.task.Task;
import io.autoclip.task.TaskFailure;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskPhase;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.WorkerId;
import io.autoclip.video.Chapter;
import io.autoclip.video.MediaStream;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;
import io.autoclip.video.VideoId;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations;

import static org.awaitility.Awaitility.await;

/**
 * Plays the worker.
 */
public final class Workshop {

	private static final Map<String, Object> DETAILS = Map.of("tags", List.of("sea", "walk"), "view_count", 1234,
			"bit_rate", 2_684_354, "streams",
			List.of(new MediaStream("video", "h264", null, 2_500_000L, 1280, 720, 25.0, null, null),
					new MediaStream("audio", "aac", "eng", 128_000L, null, null, null, 2, 48_000)),
			"chapters", List.of(new Chapter(0, 6.0, "The beach")));

	private final Replica replica;

	private final WorkerId worker = WorkerId.random();

	private final Map<TaskId, Admission> admissions = new ConcurrentHashMap<>();

	public Workshop(Replica replica) {
		this.replica = replica;
	}

	private TaskRepository tasks() {
		return this.replica.bean(TaskRepository.class);
	}

	public WorkerId heartbeat() {
		Map<String, String> versions = Map.of("autoclip", "0.1.0", "yt_dlp", "2026.07.04", "ffmpeg", "7.1", "deno",
				"2.5.0", "python", "3.13.1");
		this.replica.bean(Workers.class).heartbeat(this.worker, 50, new WorkerInfo(this.worker, 50, versions));
		return this.worker;
	}

	/** Waits until the task has been admitted, and begins an attempt. */
	public AttemptId begin(String id) {
		TaskId task = new TaskId(id);
		heartbeat();
		await().until(() -> {
			collect(this.replica.publisher().take());
			collect(this.replica.bean(Admissions.class).admit());
			return this.admissions.containsKey(task);
		});
		return tasks().claim(this.admissions.remove(task), this.worker).attemptId();
	}

	private void collect(List<Admission> admitted) {
		admitted.forEach((admission) -> this.admissions.put(admission.task(), admission));
	}

	public void progress(AttemptId attempt, long bytes) {
		tasks().report(attempt.task(),
				new Progress(attempt.attempt(), TaskPhase.DOWNLOADING, bytes, 4_194_304L, 524_288.5, 6.0));
	}

	public void fail(AttemptId attempt, FailureCode code) {
		tasks().fail(attempt, TaskFailure.of(code), SiteRemarks.NONE);
	}

	/** Lets a task fail for the same transient cause until it is not tried again. */
	public String exhaust(String id, FailureCode code) {
		TaskId task = new TaskId(id);
		while (!tasks().find(task).orElseThrow().task().status().isEnded()) {
			fail(begin(id), code);
			ZSetOperations<String, String> places = this.replica.bean(StringRedisTemplate.class).opsForZSet();
			if (places.score("{autoclip}:delayed", id) != null) {
				places.add("{autoclip}:delayed", id, 1);
			}
			this.replica.bean(Admissions.class).settleDue();
		}
		return id;
	}

	public Video succeed(AttemptId attempt) {
		return succeed(attempt, "A walk by the sea", DETAILS);
	}

	/** Publishes a video whose objects are there. */
	public Video succeed(AttemptId attempt, String title, Map<String, Object> details) {
		Task task = tasks().find(attempt.task()).orElseThrow().task();
		Video video = video(task, attempt, title, details);
		for (StoredFile file : video.files()) {
			this.replica.storage().add(video.key(file), file.name());
		}
		tasks().succeed(attempt, PublishedRecord.of(video), SiteRemarks.NONE);
		return video;
	}

	private static Video video(Task task, AttemptId attempt, String title, Map<String, Object> details) {
		String prefix = "videos/" + task.video() + "/" + attempt + "/";
		return new Video(Video.SCHEMA, task.video(), task.owner(), prefix, title, task.url().value(), "Generic", "Ann",
				12.5, 1280, 720, "mp4", new StoredFile("media.mp4", "video/mp4", 4_194_304, "9f".repeat(32)),
				new StoredFile("thumbnail.jpg", "image/jpeg", 99, "8e".repeat(32)),
				List.of(new StoredFile("info.json", "application/json", 99, "7d".repeat(32)),
						new StoredFile("thumbnail.small.jpg", "image/jpeg", 9, "6c".repeat(32)),
						new StoredFile("subtitles.en.vtt", "text/vtt", 99, "5b".repeat(32)),
						new StoredFile("storyboard.160x90.2.3.4167.jpg", "image/jpeg", 9, "4a".repeat(32))),
				details, Instant.ofEpochMilli(1_764_000_000_500L), null);
	}

	/** Has so many tasks made of the entries of a list, and gives the id of its task. */
	public String list(int entries) {
		AttemptId attempt = begin(
				this.replica.post("/tasks", "{\"url\": \"https://a.example/list\", \"playlist\": true}").id());
		expand(attempt, entries);
		tasks().expanded(attempt, false, SiteRemarks.NONE);
		return attempt.task().value();
	}

	public Growth expand(AttemptId attempt, int entries) {
		List<ListEntry> links = IntStream.range(0, entries)
			.mapToObj((i) -> new ListEntry(new SourceUrl("https://example.com/watch?v=1&i=" + i), "Entry " + i))
			.toList();
		return tasks().expand(attempt, links, entries);
	}

	/** Has a link looked at, and gives the id of the preview. */
	public String preview(String link) {
		String id = this.replica.post("/previews", "{\"url\": \"" + link + "\"}").id();
		tell(begin(id));
		return id;
	}

	/** Tells what is behind the link of a preview. */
	public void tell(AttemptId attempt) {
		Preview.Format format = new Preview.Format("22", "mp4", 1280, 720, 25.0, "avc1.64001f", "mp4a.40.2", 4_194_304L,
				null);
		Preview preview = new Preview("A walk by the sea", 12.5, "Ann", "https://example.com/1.jpg", false, null,
				List.of(format), "Generic", "1");
		this.replica.bean(PreviewRepository.class).write(attempt.task(), preview);
		tasks().succeed(attempt, SiteRemarks.NONE);
	}

	/** Has a link fetched from beginning to end, whether it is known or not. */
	public Video fetch(String link) {
		return succeed(beginAnew(link));
	}

	/** Has a video split into so many clips whose objects are there. */
	public List<Clip> split(String video, int number) {
		AttemptId attempt = begin(
				this.replica.post("/videos/" + video + "/clips", "{\"mode\": \"every\", \"seconds\": 1}").id());
		List<Clip> clips = IntStream.range(0, number).mapToObj((start) -> clip(video, attempt, start)).toList();
		clips
			.forEach((clip) -> clip.files().forEach((file) -> this.replica.storage().add(clip.key(file), file.name())));
		tasks().succeed(attempt, PublishedParts.of(attempt, clips, false), SiteRemarks.NONE);
		return clips;
	}

	private static Clip clip(String video, AttemptId attempt, int start) {
		ClipId id = ClipId.random();
		return new Clip(Clip.SCHEMA, id, new VideoId(video), attempt.task().value(),
				"videos/" + video + "/" + attempt + "/", "Part " + (start + 1), start, start + 1.04, 1.04, start,
				start + 1, Clipping.Cut.EXACT,
				new StoredFile(Clip.stem(id) + "mp4", "video/mp4", 1_048_576, "3c".repeat(32)),
				new StoredFile(Clip.stem(id) + "jpg", "image/jpeg", 99, "2b".repeat(32)), 1280, 720,
				Instant.ofEpochMilli(1_764_000_060_500L));
	}

	/** Has the scenes of a video found, and gives its id. */
	public String findScenes(String video) {
		AttemptId attempt = begin(this.replica.post("/videos/" + video + "/scenes", "{}").id());
		Scenes scenes = new Scenes(12.5, List.of(new Scenes.Change(Scenes.Kind.CUT, 4.96, 4.96, 0.91)),
				List.of(new Scenes.Point(4.96, 0.91)));
		Instant now = Instant.ofEpochMilli(1_764_000_060_500L);
		String json = StoredJson.write(SceneReport.of(scenes, Clipping.scenes(0.5, 0.6), now));
		StoredScenes stored = new StoredScenes(1, new VideoId(video), attempt.task().value(),
				"videos/" + video + "/" + attempt + "/",
				new StoredFile(StoredScenes.FILE, "application/json", json.length(), "1a".repeat(32)), 0.5, 0.6, now);
		this.replica.storage().add(stored.key(), json);
		tasks().succeed(attempt, PublishedParts.of(attempt, stored), SiteRemarks.NONE);
		return video;
	}

	/** Begins to fetch a link, whether it is known or not. */
	public AttemptId beginAnew(String link) {
		return begin(this.replica.post("/tasks", "{\"url\": \"" + link + "\", \"force\": true}").id());
	}

}
