-- Takes a clip out of the library. Until its objects are gone, where they lie is noted, as with videos.
-- KEYS: the clip. ARGV: id. Answers where its objects lie, or nothing if it is not there. With the last clip of an attempt
-- all that the attempt has stored goes.
local doc = redis.call('GET', KEYS[1])
if not doc then return nil end
local clip, attempt = cjson.decode(doc), attempt_of(doc)
local parts, prefix = '{autoclip}:parts:' .. clip.video, clip.prefix .. 'clip.' .. ARGV[1] .. '.'
redis.call('DEL', KEYS[1])
redis.call('ZREM', '{autoclip}:clips:' .. clip.video, ARGV[1])
count_clip_bytes(clip.video, 0 - clip.media.size - (type(clip.thumbnail) == 'table' and clip.thumbnail.size or 0))
if redis.call('HINCRBY', parts, attempt, -1) <= 0 then
  drop_part(clip.video, attempt)
  return clip.prefix
end
redis.call('ZADD', '{autoclip}:deleted', redis.call('TIME')[1], prefix)
return prefix
