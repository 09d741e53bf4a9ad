package io.autoclip.task;

import java.util.ArrayList;
import java.util.List;

/**
 * Leave for one task to run now. The number grows with every admission of the task, so
 * that an old message never starts anything.
 *
 * @param task the task
 * @param number the number of this admission, from 1
 */
public record Admission(TaskId task, long number) {

	/**
	 * Reads what a script that admits has answered.
	 * @param flat task, admission, task, admission …
	 * @return the admissions
	 */
	public static List<Admission> read(List<Object> flat) {
		List<Admission> admissions = new ArrayList<>();
		for (int i = 0; i < flat.size(); i += 2) {
			admissions.add(new Admission(new TaskId((String) flat.get(i)), Long.parseLong((String) flat.get(i + 1))));
		}
		return admissions;
	}

}
