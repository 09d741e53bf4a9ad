package io.autoclip.api.video;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import io.autoclip.api.file.FileLinks;
import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.clip.Clip;
import io.autoclip.storage.ObjectStorage;
import io.autoclip.storage.PresignedLink;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Storyboard;
import io.autoclip.video.Subtitles;
import io.autoclip.video.Video;
import io.autoclip.video.VideoRepository;

/**
 * Signs links to the files of videos. The storage is asked for the file first: a link to
 * nothing, or to a storage that is away, is not handed out.
 */
@Component
public class Downloads {

	/** What a browser shows without running it as a page; all else is only ever saved. */
	private static final Set<String> SHOWN = Set.of("image/jpeg", "image/png", "image/webp", "image/gif", "image/avif");

	private final ObjectStorage storage;

	private final VideoRepository videos;

	private final FileLinks files;

	private final StorageAddress storageAddress;

	private final PublicAddress address;

	private final DownloadSettings settings;

	Downloads(ObjectStorage storage, VideoRepository videos, FileLinks files, StorageAddress storageAddress,
			PublicAddress address, DownloadSettings settings) {
		this.storage = storage;
		this.videos = videos;
		this.files = files;
		this.storageAddress = storageAddress;
		this.address = address;
		this.settings = settings;
	}

	/**
	 * Signs a link to the video itself.
	 * @param video the video
	 * @param inline whether it is to be played rather than saved
	 * @param request the client's request
	 * @return the link
	 * @throws ProblemException if the storage has lost the file
	 */
	public PresignedLink media(Video video, boolean inline, HttpServletRequest request) {
		return sign(video, video.media(), DownloadName.of(video.title(), video.format()), inline, request);
	}

	/**
	 * Signs a link to the video's picture, to be shown.
	 * @param video the video
	 * @param size how large it shall be
	 * @param request the client's request
	 * @return the link
	 */
	PresignedLink thumbnail(Video video, PictureSize size, HttpServletRequest request) {
		StoredFile picture = size.of(video).orElseThrow(() -> new ProblemException(ProblemCode.FILE_NOT_FOUND));
		String extension = picture.name().substring(picture.name().lastIndexOf('.') + 1);
		return sign(video, picture, DownloadName.of(video.title(), extension), true, request);
	}

	/**
	 * Signs a link to the sheet of the video's storyboard, to be shown.
	 * @param video the video
	 * @param request the client's request
	 * @return the link
	 */
	PresignedLink storyboard(Video video, HttpServletRequest request) {
		Storyboard found = Storyboard.of(video).orElseThrow(() -> new ProblemException(ProblemCode.FILE_NOT_FOUND));
		return sign(video, found.file(), DownloadName.of(video.title(), "storyboard.jpg"), true, request);
	}

	/**
	 * Signs a link to subtitles of the video.
	 * @param video the video
	 * @param language the tag that they were asked for by
	 * @param request the client's request
	 * @return the link
	 */
	PresignedLink subtitles(Video video, String language, HttpServletRequest request) {
		Subtitles found = Subtitles.of(video)
			.stream()
			.filter((each) -> each.language().equalsIgnoreCase(language))
			.findFirst()
			.orElseThrow(() -> new ProblemException(ProblemCode.FILE_NOT_FOUND));
		return sign(video, found.file(), DownloadName.of(video.title(), found.language() + ".vtt"), false, request);
	}

	/**
	 * Signs a link to what yt-dlp found out about the video.
	 * @param video the video
	 * @param request the client's request
	 * @return the link
	 */
	PresignedLink info(Video video, HttpServletRequest request) {
		StoredFile info = video.others()
			.stream()
			.filter((file) -> file.name().endsWith("info.json"))
			.findFirst()
			.orElseThrow(() -> new ProblemException(ProblemCode.FILE_NOT_FOUND));
		return sign(video, info, DownloadName.of(video.title(), "info.json"), false, request);
	}

	/**
	 * Signs a link to a clip of the video.
	 * @param video the video
	 * @param clip the clip
	 * @param inline whether it is to be played rather than saved
	 * @param request the client's request
	 * @return the link
	 */
	public PresignedLink clip(Video video, Clip clip, boolean inline, HttpServletRequest request) {
		StoredFile file = clip.media();
		return sign(clip, file, name(video, clip, file), inline, request);
	}

	/**
	 * Signs a link to the picture of a clip, to be shown.
	 * @param video the video
	 * @param clip the clip
	 * @param request the client's request
	 * @return the link
	 */
	public PresignedLink thumbnail(Video video, Clip clip, HttpServletRequest request) {
		StoredFile picture = clip.picture().orElseThrow(() -> new ProblemException(ProblemCode.FILE_NOT_FOUND));
		return sign(clip, picture, name(video, clip, picture), true, request);
	}

	private static DownloadName name(Video video, Clip clip, StoredFile file) {
		return DownloadName.of(video.title(), clip.name(), file.name().substring(file.name().lastIndexOf('.') + 1));
	}

	private PresignedLink sign(Video video, StoredFile file, DownloadName name, boolean inline,
			HttpServletRequest request) {
		String key = video.key(file);
		boolean isThere = this.storage.head(key).isPresent();
		if (file.equals(video.media())) {
			note(video, isThere);
		}
		require(isThere);
		return link(key, file, name, inline, request);
	}

	private static void require(boolean isThere) {
		if (!isThere) {
			throw new ProblemException(ProblemCode.FILE_NOT_FOUND);
		}
	}

	private PresignedLink sign(Clip clip, StoredFile file, DownloadName name, boolean inline,
			HttpServletRequest request) {
		String key = clip.key(file);
		require(this.storage.head(key).isPresent());
		return link(key, file, name, inline, request);
	}

	private PresignedLink link(String key, StoredFile file, DownloadName name, boolean inline,
			HttpServletRequest request) {
		String disposition = (inline && isHarmless(file.contentType())) ? name.inline() : name.attachment();
		return switch (this.settings.mode()) {
			case REDIRECT -> this.storage.presign(key, this.storageAddress.of(request), disposition, file.contentType(),
					this.settings.validity());
			case STREAM -> this.files.sign(key, file, disposition, this.address.of(request), this.settings.validity());
		};
	}

	private void note(Video video, boolean isThere) {
		if (isThere) {
			this.videos.noteFound(video.id());
		}
		else {
			this.videos.noteLost(video);
		}
	}

	private static boolean isHarmless(String contentType) {
		return contentType.startsWith("video/") || contentType.startsWith("audio/") || SHOWN.contains(contentType);
	}

}
