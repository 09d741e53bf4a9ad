package io.autoclip.api.task;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.task.Children;
import io.autoclip.task.Expansion;

/**
 * How the tasks of a list's entries stand.
 *
 * @param expected how many there will be, as far as that is known
 * @param queued how many wait
 * @param running how many are running
 * @param succeeded how many have succeeded
 * @param failed how many have failed
 * @param cancelled how many were cancelled
 * @param more whether the list has more entries than were wanted
 */
@Schema(name = "Children", description = "How the tasks of a list's entries stand.")
public record ChildrenResponse(@Nullable Integer expected, int queued, int running, int succeeded, int failed,
		int cancelled, boolean more) {

	static @Nullable ChildrenResponse of(@Nullable Expansion expansion, Children children) {
		if (expansion == null) {
			return null;
		}
		return new ChildrenResponse(expected(expansion, children.total()), children.queued(), children.running(),
				children.succeeded(), children.failed(), children.cancelled(), expansion.more());
	}

	/** What the site tells may be more than it has, or less. */
	private static @Nullable Integer expected(Expansion expansion, int made) {
		if (expansion.complete() || expansion.expected() == null) {
			return expansion.complete() ? made : null;
		}
		return Math.max(made, Math.min(expansion.expected(), expansion.limit()));
	}

}
