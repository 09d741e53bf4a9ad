package io.autoclip.library;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.library.LibraryQuery.Found;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages through lists on a real Redis, against a model.
 */
class LibraryTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final StringRedisTemplate template = redis.template();

	private final Library library = TestLibrary.of(this.template);

	private final Random random = new Random(7);

	private final Map<String, ListedItem> items = new TreeMap<>();

	private long position;

	private void add() {
		ListedItem item = ListedItem.random(this.random, ++this.position);
		TestLibrary.put(this.template, item.id(), item.position(), item.entry());
		this.items.put(item.id(), item);
	}

	private void remove() {
		List<String> ids = List.copyOf(this.items.keySet());
		String id = ids.get(this.random.nextInt(ids.size()));
		TestLibrary.remove(this.template, id);
		this.items.remove(id);
	}

	private static LibraryQuery query(String sort, int limit, int most) {
		boolean descending = sort.startsWith("-");
		return new LibraryQuery("videos", descending ? sort.substring(1) : sort, descending, null, limit).most(most);
	}

	private record Filter(LibraryQuery query, Predicate<ListedItem> model) {

	}

	private List<Filter> filters(LibraryQuery all) {
		Instant from = Instant.ofEpochMilli(1_764_000_000_005L);
		Instant before = Instant.ofEpochMilli(1_764_000_000_015L);
		return List.of(new Filter(all, (item) -> true),
				new Filter(all.value("site", "a.example"), (item) -> item.site().equals("a.example")),
				new Filter(all.words("JORG"), (item) -> item.hasWord("jorg")),
				new Filter(all.words("se nig"), (item) -> item.hasWord("se") && item.hasWord("nig")),
				new Filter(all.words("z"), (item) -> item.hasWord("z")),
				new Filter(all.words("pre").value("site", "b.example"),
						(item) -> item.hasWord("pre") && item.site().equals("b.example")),
				new Filter(all.words("none"), (item) -> false),
				new Filter(all.value("site", "nowhere.example"), (item) -> false),
				new Filter(all.created(from, before),
						(item) -> !item.created().isBefore(from) && item.created().isBefore(before)),
				new Filter(all.between("duration", SortKey.ofSeconds(10.0), SortKey.ofSeconds(20.0)).words("sea"),
						(item) -> item.hasWord("sea") && item.duration() != null && item.duration() >= 10
								&& item.duration() <= 20),
				new Filter(all.between("size", null, SortKey.of(1000L)), (item) -> item.size() <= 1000),
				new Filter(all.between("duration", null, SortKey.ofSeconds(20.0)),
						(item) -> item.duration() != null && item.duration() <= 20));
	}

	private List<String> expected(Filter filter) {
		Comparator<ListedItem> order = ListedItem.order(filter.query().order());
		return this.items.values()
			.stream()
			.filter(filter.model())
			.sorted(filter.query().descending() ? order.reversed() : order)
			.map(ListedItem::id)
			.toList();
	}

	private List<String> pages(LibraryQuery query, Runnable between) {
		List<String> seen = new ArrayList<>();
		Found page = this.library.find(query);
		for (int pages = 0; pages < 2000; pages++) {
			assertThat(page.ids()).hasSizeLessThanOrEqualTo(query.limit());
			seen.addAll(page.ids());
			if (page.next() == null) {
				return seen;
			}
			between.run();
			page = this.library.find(query.after(page.next()));
		}
		throw new AssertionError("Paging does not end");
	}

	/** Few looks and many, so that lists are sorted, merged and walked along. */
	@ParameterizedTest
	@CsvSource({ "created", "-created", "duration", "-duration", "size", "-size", "title", "-title" })
	void pagesHaveAllThatFitsInOrder(String sort) {
		IntStream.range(0, 300).forEach((i) -> add());
		for (int most : List.of(12, 150, 1000)) {
			for (Filter filter : filters(query(sort, 7, most))) {
				assertThat(pages(filter.query(), () -> {
				})).as(filter.query().toString()).isEqualTo(expected(filter));
			}
		}
	}

	/** The property of the cursors. */
	@ParameterizedTest
	@CsvSource({ "created", "-created", "duration", "-duration", "size", "-size", "title", "-title" })
	void pagesOfAChangingListMissAndRepeatNothingThatWasThereAllTheTime(String sort) {
		IntStream.range(0, 150).forEach((i) -> add());
		for (int most : List.of(12, 150)) {
			for (Filter filter : filters(query(sort, 3, most))) {
				List<String> before = expected(filter);
				List<String> seen = pages(filter.query(), () -> {
					for (int i = 0; i < 2; i++) {
						add();
						remove();
					}
				});
				assertThat(seen).as(filter.query().toString()).doesNotHaveDuplicates();
				List<String> stayed = before.stream().filter(this.items::containsKey).toList();
				assertThat(seen.stream().filter(stayed::contains).toList()).as(filter.query().toString())
					.isEqualTo(stayed);
			}
		}
	}

	/** A page may be empty and not the last: what it costs is bounded. */
	@Test
	void pageOfWordsThatNeverStandTogetherEndsEarlyAndGoesOn() {
		for (int i = 0; i < 2500; i++) {
			LibraryEntry entry = LibraryEntry.of(Instant.ofEpochMilli(i)).words(List.of((i % 2 == 0) ? "even" : "odd"));
			TestLibrary.put(this.template, ListedItem.random(this.random, i).id(), i, entry);
		}
		LibraryQuery query = query("-created", 20, 1000).words("even odd");
		Found page = this.library.find(query);
		assertThat(page.ids()).isEmpty();
		assertThat(page.next()).isNotNull();
		assertThat(pages(query, () -> {
		})).isEmpty();
	}

	@Test
	void itemThatIsTakenOutLeavesNothingBehind() {
		IntStream.range(0, 20).forEach((i) -> add());
		String id = this.items.keySet().iterator().next();
		TestLibrary.mark(this.template, id, "owner=ann", true);
		LibraryQuery ofAnn = query("size", 5, 100).value("owner", "ann");
		assertThat(this.library.find(ofAnn).ids()).containsExactly(id);
		TestLibrary.mark(this.template, id, "owner=ann", false);
		assertThat(this.library.find(ofAnn).ids()).isEmpty();
		TestLibrary.mark(this.template, id, "owner=bob", true);
		while (!this.items.isEmpty()) {
			remove();
		}
		assertThat(TestLibrary.content(this.template))
			.isEqualTo(Map.of("{autoclip}:library:videos:sums bytes", "[\"0\"]"));
	}

	@Test
	void anotherOwnerCostsTheSameHoweverManyThereAre() {
		add();
		String id = this.items.keySet().iterator().next();
		String entry = TestLibrary.entry(this.template, id);
		IntStream.range(0, 1000).forEach((i) -> TestLibrary.mark(this.template, id, "owner=o" + i, true));
		assertThat(TestLibrary.entry(this.template, id)).isEqualTo(entry);
		assertThat(this.library.find(query("size", 5, 100).value("owner", "o999")).ids()).containsExactly(id);
	}

	@Test
	void itemThatIsIndexedAnewIsStillFoundByItsOtherOwners() {
		add();
		ListedItem item = this.items.values().iterator().next();
		TestLibrary.mark(this.template, item.id(), "owner=ann", true);
		TestLibrary.put(this.template, item.id(), item.position() + 1, item.entry());
		assertThat(pages(query("created", 5, 100).value("owner", "ann"), () -> {
		})).containsExactly(item.id());
		remove();
		assertThat(TestLibrary.content(this.template))
			.isEqualTo(Map.of("{autoclip}:library:videos:sums bytes", "[\"0\"]"));
	}

}
