-- Takes a video out of the library. Its objects go next; until they have, where they lie is noted, so that whoever dies in
-- between leaves nothing that looks like a video that Redis has lost.
-- KEYS: the video, the library's index, the deleted, the pinned. ARGV: id. Answers where its objects lie, or nothing if it is not there.
local doc = redis.call('GET', KEYS[1])
if not doc then return nil end
local prefix = cjson.decode(doc).prefix
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('SREM', KEYS[4], ARGV[1])
redis.call('ZADD', KEYS[3], redis.call('TIME')[1], prefix)
return prefix
