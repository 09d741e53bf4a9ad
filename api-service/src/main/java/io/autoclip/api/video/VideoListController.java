package io.autoclip.api.video;

import java.util.List;
import java.util.Set;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.http.Page;
import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.api.listing.Filters;
import io.autoclip.api.listing.Listing;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.Problems;
import io.autoclip.library.Library;
import io.autoclip.library.LibraryQuery;
import io.autoclip.library.LibraryQuery.Found;
import io.autoclip.video.Video;
import io.autoclip.video.VideoId;
import io.autoclip.video.VideoPins;
import io.autoclip.video.VideoRepository;

/**
 * Finds videos.
 */
@RestController
@Tag(name = "Videos")
class VideoListController {

	private static final Set<String> ORDERS = Set.of("created", "duration", "size", "title");

	private static final Set<String> KINDS = Set.of("video", "audio");

	private final Library library;

	private final VideoRepository videos;

	private final VideoPins pins;

	private final PublicAddress address;

	VideoListController(Library library, VideoRepository videos, VideoPins pins, PublicAddress address) {
		this.library = library;
		this.videos = videos;
		this.pins = pins;
		this.address = address;
	}

	@GetMapping(path = "/videos", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "listVideos", summary = "Find videos",
			description = "All of them, the newest first, unless filters or another order are asked for. "
					+ Listing.PAGES)
	@Problems({ ProblemCode.INVALID_PARAMETER, ProblemCode.INVALID_CURSOR })
	VideoPage list(@RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
			@Parameter(description = Listing.CURSOR) @RequestParam(required = false) @Nullable String cursor,
			@Parameter(description = "created, duration, size or title; with a minus sign the largest first. What is "
					+ "not known is the smallest.") @RequestParam(defaultValue = Listing.NEWEST_FIRST) String sort,
			@Parameter(description = "In title and uploader. " + Filters.TEXT) @RequestParam(
					required = false) @Nullable String q,
			@Parameter(description = Filters.SITE) @RequestParam(required = false) @Nullable String site,
			@Parameter(description = "video or audio") @RequestParam(required = false) @Nullable String kind,
			@Parameter(description = Filters.OWNER) @RequestParam(required = false) @Nullable String owner,
			@Parameter(description = Filters.FROM) @RequestParam(name = "created_after",
					required = false) @Nullable String createdAfter,
			@Parameter(description = Filters.BEFORE) @RequestParam(name = "created_before",
					required = false) @Nullable String createdBefore,
			@Parameter(description = "Seconds, included.") @RequestParam(name = "duration_min",
					required = false) @Nullable Double durationMin,
			@Parameter(description = "Seconds, included.") @RequestParam(name = "duration_max",
					required = false) @Nullable Double durationMax,
			@Parameter(description = "Bytes, included.") @RequestParam(name = "size_min",
					required = false) @Nullable Long sizeMin,
			@Parameter(description = "Bytes, included.") @RequestParam(name = "size_max",
					required = false) @Nullable Long sizeMax,
			HttpServletRequest request) {
		Listing listing = Listing.of("videos", ORDERS, sort, cursor, limit);
		LibraryQuery query = listing.query()
			.words(Filters.text(q))
			.value("site", Filters.site(site))
			.value("kind", Filters.oneOf("kind", kind, KINDS))
			.value("owner", Filters.owner(owner, request))
			.created(Filters.time("created_after", createdAfter), Filters.time("created_before", createdBefore))
			.between("duration", Filters.seconds("duration_min", durationMin),
					Filters.seconds("duration_max", durationMax))
			.between("size", Filters.bytes("size_min", sizeMin), Filters.bytes("size_max", sizeMax));
		Found found = this.library.find(query);
		return new VideoPage(show(found.ids(), this.address.of(request)), listing.cursor(found.next()));
	}

	private List<VideoResponse> show(List<String> ids, Base base) {
		List<Video> listed = this.videos.findAll(ids);
		List<VideoId> pinned = this.pins.pinned(listed.stream().map(Video::id).toList());
		return listed.stream().map((video) -> VideoResponse.of(video, pinned.contains(video.id()), base)).toList();
	}

}
