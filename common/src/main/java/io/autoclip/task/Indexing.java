package io.autoclip.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.json.StoredJson;
import io.autoclip.library.LibraryEntry;
import io.autoclip.video.Video;
import io.autoclip.video.VideoBrief;

/**
 * Makes the tasks and videos findable that an older AutoClip has written, a few at a time
 * and in their order, and cuts the records of videos to what Redis is to hold. How far it
 * has come stands in Redis: it goes on from there after a crash, and several processes
 * may do the same.
 */
public class Indexing {

	private static final Log logger = LogFactory.getLog(Indexing.class);

	private static final StoreScript<List<Object>> READ = StoreScript.answeringList(Indexing.class, "unindexed.lua");

	private static final StoreScript<Long> WRITE = StoreScript.answeringNumber(Indexing.class, "index.lua");

	/** Few enough that nobody waits for it. */
	private static final int STEP = 50;

	private static final int HEAD = 3;

	private final StringRedisTemplate redis;

	Indexing(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Takes one step; the videos come first, for they lend their words to the tasks.
	 * @return whether there is more to look at
	 */
	public boolean step() {
		return step("videos") || step("tasks");
	}

	private boolean step(String list) {
		List<Object> read = READ.run(this.redis, list, String.valueOf(STEP));
		List<Item> items = new ArrayList<>();
		for (int i = HEAD; i < read.size(); i += 3) {
			Item item = item(list, (String) read.get(i), (String) read.get(i + 1), (String) read.get(i + 2));
			if (item != null) {
				items.add(item);
			}
		}
		WRITE.run(this.redis, StoredJson.write(new Items(list, (String) read.get(0), (String) read.get(1), items)));
		return "more".equals(read.get(2));
	}

	/** What cannot be read must not hold up all others. */
	private static @Nullable Item item(String list, String id, String position, String doc) {
		try {
			return list.equals("videos") ? video(id, Long.parseLong(position), doc) : new Item(id,
					Long.parseLong(position), TaskEntry.of(StoredJson.read(doc, Task.class)), sha1(doc), null);
		}
		catch (JacksonException | IllegalArgumentException ex) {
			logger.warn("Not readable, and so not found in the list of " + list + ": " + id);
			return null;
		}
	}

	private static Item video(String id, long position, String doc) {
		Video video = StoredJson.read(doc, Video.class);
		boolean fits = doc.getBytes(StandardCharsets.UTF_8).length <= VideoBrief.MAX_BYTES;
		return new Item(id, position, VideoEntry.of(video), sha1(doc), fits ? null : VideoBrief.write(video));
	}

	private static String sha1(String doc) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1").digest(doc.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-1", ex);
		}
	}

	private record Items(String list, String from, String done, List<Item> items) {

	}

	private record Item(String id, long position, LibraryEntry entry, String sha1, @Nullable String doc) {

	}

}
