-- Puts what an attempt has made of a video back: its clips, or where its scenes are. KEYS: the video. ARGV: the video's id,
-- the attempt, where its objects lie, clips (JSON: id, start, bytes, doc of each), the record of the scenes or ''.
-- Answers 'without_video', 'known' (nothing is ever overwritten), 'left_to_task' or 'restored'.
local video, attempt, prefix = ARGV[1], ARGV[2], ARGV[3]
local parts, deleted = '{autoclip}:parts:' .. video, '{autoclip}:deleted'
if redis.call('EXISTS', KEYS[1]) == 0 then return 'without_video' end
if redis.call('HEXISTS', parts, attempt) == 1 then return 'known' end
if redis.call('EXISTS', '{autoclip}:task:' .. attempt:match('^[^.]+')) == 1 or redis.call('ZSCORE', deleted, prefix) then
  return 'left_to_task'
end
local back, bytes = 0, 0
for _, clip in ipairs(cjson.decode(ARGV[4])) do
  if not redis.call('ZSCORE', deleted, prefix .. 'clip.' .. clip.id .. '.') then
    redis.call('SET', '{autoclip}:clip:' .. clip.id, clip.doc)
    redis.call('ZADD', '{autoclip}:clips:' .. video, clip.start, clip.id)
    back, bytes = back + 1, bytes + clip.bytes
  end
end
if ARGV[5] ~= '' and redis.call('SET', '{autoclip}:scenes:' .. video, ARGV[5], 'NX') then back = back + 1 end
if back == 0 then return 'known' end
redis.call('HSET', parts, attempt, back)
count_clip_bytes(video, bytes)
return 'restored'
