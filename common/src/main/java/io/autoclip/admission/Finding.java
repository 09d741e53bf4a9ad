package io.autoclip.admission;

import java.util.Locale;

/**
 * What can be wrong with the places of the store, as {@link Invariant} finds and mends
 * it. Each of these means that a process or a person wrote past the scripts, or that
 * Redis lost writes.
 */
public enum Finding {

	/** A task that has not ended stood nowhere: it waits again, or its lease ends now. */
	WITHOUT_PLACE,
	/** A task stood where its status does not allow it, or twice. */
	WRONG_PLACE,
	/** A place named a task of which there is no record. */
	UNKNOWN_TASK,
	/** The lists by status did not agree with the record. */
	WRONG_INDEX,
	/** A list did not know how many of its children had not ended. */
	WRONG_COUNT,
	/** An admitted or leased task did not hold its site's token. */
	PLACE_WITHOUT_TOKEN,
	/** A token was held for a task that is neither admitted nor leased. */
	TOKEN_WITHOUT_PLACE,
	/** A lease did not take a slot of its worker. */
	LEASE_WITHOUT_SLOT,
	/** A worker's slot was taken by a task that it has no lease of. */
	SLOT_WITHOUT_LEASE,
	/** A task that has ended was still waited for by others that want the same. */
	LEAD_OF_ENDED,
	/** A site had tasks waiting, and was not asked for them. */
	SITE_MISSING,
	/** A site was asked for tasks, and had none waiting. */
	SITE_WITHOUT_TASKS;

	static Finding of(String text) {
		return valueOf(text.toUpperCase(Locale.ROOT));
	}

	/**
	 * Returns the finding as it stands in metrics and logs.
	 * @return the lower-case name
	 */
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
