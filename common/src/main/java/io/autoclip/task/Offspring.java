package io.autoclip.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.autoclip.task.SaveCommand.Change;
import io.autoclip.task.SaveCommand.Guard;
import io.autoclip.task.TaskReader.StoredTask;

/**
 * The children that become of a page of a list's entries: a new one of each entry that
 * has none, and those that ended in an earlier round without a result, started anew.
 *
 * @param reader where those are that there are already
 * @param parent the list's task
 * @param lease milliseconds
 */
record Offspring(TaskReader reader, TaskSnapshot parent, long lease) {

	List<Change> of(List<ListEntry> entries, Instant now) {
		ListTransitions list = new ListTransitions(this.parent.task());
		List<Transition> born = firstOfEach(entries).map((entry) -> list.bear(entry, now)).toList();
		List<StoredTask> known = this.reader.load(born.stream().map((child) -> child.task().id().value()).toList())
			.tasks();
		List<Change> changes = new ArrayList<>();
		int room = room();
		for (int i = 0; i < born.size(); i++) {
			TaskSnapshot before = known.get(i).snapshot();
			if (before != null) {
				changes.addAll(revived(before, now));
			}
			else if (room-- > 0) {
				changes.add(Change.of(born.get(i), 0, Guard.NONE, this.lease));
			}
		}
		return changes;
	}

	private static Stream<ListEntry> firstOfEach(List<ListEntry> entries) {
		Set<SourceUrl> seen = new HashSet<>();
		return entries.stream().filter((entry) -> seen.add(entry.link()));
	}

	private List<Change> revived(TaskSnapshot child, Instant now) {
		Expansion expansion = this.parent.task().expansion();
		if (expansion == null || !expansion.revives(child.task())) {
			return List.of();
		}
		Transition anew = child.task().retry(this.parent.task().owner(), now);
		return List.of(Change.of(anew, child.revision(), Guard.NONE, this.lease));
	}

	private int room() {
		@Nullable Expansion expansion = this.parent.task().expansion();
		return (expansion != null) ? expansion.room() : 0;
	}

	/** How many of them are new. */
	static int made(List<Change> children) {
		return Math.toIntExact(children.stream().filter((child) -> child.revision() == 0).count());
	}

}
