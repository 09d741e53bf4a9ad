package io.autoclip.task;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.autoclip.library.LibraryEntry;
import io.autoclip.library.SortKey;
import io.autoclip.library.Words;

/**
 * What a task is found by in the list of tasks.
 */
final class TaskEntry {

	/** Of the link: enough for the name of a page and the site's own id. */
	private static final int MOST_WORDS = 8;

	private TaskEntry() {
	}

	static LibraryEntry of(Task task) {
		LibraryEntry entry = LibraryEntry.of(task.createdAt())
			.order("finished", SortKey.of(task.finishedAt()))
			.value("status", task.status().text())
			.value("site", task.site().name())
			.value("kind", task.kind().text())
			.value("owner", task.owner())
			.words(wordsOf(task.url()));
		if (task.title() != null) {
			entry = entry.words(Words.of(task.title()));
		}
		if (task.parent() != null) {
			entry = entry.value("parent", task.parent().value());
		}
		boolean hasWords = task.status() == TaskStatus.SUCCEEDED || task.kind().isLocal();
		return hasWords ? entry.wordsOf(task.video().value()) : entry;
	}

	/** The site is a value of its own. */
	private static List<String> wordsOf(SourceUrl link) {
		String rest = decoded(link.value().replaceFirst("^\\w+://[^/?#]*", ""));
		return Words.of(rest).stream().filter((word) -> word.length() > 1).limit(MOST_WORDS).toList();
	}

	private static String decoded(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text; // a site may write per cent signs as it likes
		}
	}

}
