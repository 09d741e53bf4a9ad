package io.autoclip.library;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.autoclip.id.RandomId;

/**
 * An item of a list as the tests know it.
 */
record ListedItem(String id, long position, Instant created, @Nullable Double duration, long size, String title,
		String site) {

	static final List<String> SITES = List.of("a.example", "b.example", "c.example");

	/** Some are rare, and more begin with "pre" than have lists of their own. */
	private static final List<String> RARE = List.of("prea", "preb", "prec", "pred", "pree", "pref", "preg", "preh",
			"prei", "prej", "prek", "prel", "prem", "pren", "preo", "prep", "preq", "prer", "zebra", "zoo");

	private static final List<String> FREQUENT = List.of("sea", "seal", "walk", "Jörg", "night");

	static ListedItem random(Random random, long position) {
		String title = FREQUENT.get(random.nextInt(FREQUENT.size())) + " "
				+ FREQUENT.get(random.nextInt(FREQUENT.size()))
				+ ((random.nextInt(4) == 0) ? " " + RARE.get(random.nextInt(RARE.size())) : "");
		Double duration = (random.nextInt(5) == 0) ? null : Double.valueOf(random.nextInt(4) * 10);
		return new ListedItem(RandomId.next(), position, Instant.ofEpochMilli(1_764_000_000_000L + random.nextInt(20)),
				duration, random.nextInt(3) * 1000L, title, SITES.get(random.nextInt(SITES.size())));
	}

	LibraryEntry entry() {
		return LibraryEntry.of(this.created)
			.order("duration", SortKey.ofSeconds(this.duration))
			.order("size", SortKey.of(Long.valueOf(this.size)))
			.order("title", SortKey.of(this.title))
			.sum("bytes", this.size)
			.value("site", this.site)
			.words(Words.of(this.title));
	}

	boolean hasWord(String beginning) {
		return Words.of(this.title).stream().anyMatch((word) -> word.startsWith(beginning));
	}

	static Comparator<ListedItem> order(String name) {
		Function<ListedItem, String> created = (item) -> SortKey.created(item.created)
				+ "%07x".formatted(item.position);
		Function<ListedItem, String> key = switch (name) {
			case "created" -> created;
			case "duration" -> (item) -> SortKey.ofSeconds(item.duration);
			case "size" -> (item) -> SortKey.of(Long.valueOf(item.size));
			default -> (item) -> SortKey.of(item.title);
		};
		return Comparator.comparing(key).thenComparing(created).thenComparing(ListedItem::id);
	}

}
