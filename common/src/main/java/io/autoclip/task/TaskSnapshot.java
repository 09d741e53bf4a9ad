package io.autoclip.task;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.autoclip.json.StoredJson;

/**
 * A task as it was at one moment in Redis: the record, how far it had come, and what the
 * next write must match.
 *
 * @param task the record
 * @param progress how far its attempt has come, while it runs
 * @param children how its children stand
 * @param revision the number of changes of the record
 * @param position the place in the order of acceptance, unique and growing
 */
public record TaskSnapshot(Task task, @Nullable Progress progress, Children children, long revision, long position) {

	/** The version of the record that this code writes. */
	static final int SCHEMA = 3;

	/**
	 * Reads a snapshot from the fields of a record.
	 * @param fields the fields of the hash
	 * @param progress the JSON of the progress, or an empty text
	 * @return the snapshot
	 * @throws NewerSchemaException if a newer AutoClip has written it
	 */
	public static TaskSnapshot read(Map<String, String> fields, String progress) {
		int schema = Integer.parseInt(fields.getOrDefault("schema", "1"));
		if (schema > SCHEMA) {
			throw new NewerSchemaException(schema);
		}
		Task stored = StoredJson.read(field(fields, "doc"), Task.class);
		Task task = stored.withAdmission(Long.parseLong(fields.getOrDefault("admission", "0")));
		Progress known = progress.isEmpty() ? null : StoredJson.read(progress, Progress.class);
		boolean current = known != null && task.status() == TaskStatus.RUNNING && known.attempt() == task.attempt();
		return new TaskSnapshot(task, current ? known : null, children(fields),
				Long.parseLong(field(fields, "revision")), Long.parseLong(field(fields, "seq")));
	}

	private static Children children(Map<String, String> fields) {
		String counts = fields.get("children");
		return (counts != null) ? Children.of(StoredJson.read(counts, Map.class)) : Children.NONE;
	}

	static boolean isReadable(Map<String, String> fields) {
		return Integer.parseInt(fields.getOrDefault("schema", String.valueOf(Integer.MAX_VALUE))) <= SCHEMA;
	}

	static Map<String, String> write(Task task) {
		Map<String, String> fields = new HashMap<>();
		fields.put("schema", String.valueOf(SCHEMA));
		fields.put("status", task.status().text());
		fields.put("kind", task.kind().text());
		fields.put("site", task.site().name());
		fields.put("owner", task.owner());
		fields.put("parent", (task.parent() != null) ? task.parent().value() : "");
		fields.put("expanded", task.isExpanded() ? "1" : "0");
		fields.put("attempt", String.valueOf(task.attempt()));
		fields.put("identity", (task.identity() != null) ? task.identity().value() : "");
		fields.put("cancel", task.cancelRequested() ? "1" : "0");
		fields.put("doc", StoredJson.write(task));
		return fields;
	}

	static Map<String, String> pairs(List<?> flat) {
		Map<String, String> fields = new HashMap<>();
		for (int i = 0; i < flat.size(); i += 2) {
			fields.put((String) flat.get(i), (String) flat.get(i + 1));
		}
		return fields;
	}

	static Instant time(Object millis) {
		return Instant.ofEpochMilli(Long.parseLong((String) millis));
	}

	private static String field(Map<String, String> fields, String name) {
		String value = fields.get(name);
		if (value == null) {
			throw new IllegalArgumentException("The record has no field " + name);
		}
		return value;
	}

}
