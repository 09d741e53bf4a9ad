-- Takes a video out of the library. Its objects go next; until they have, where they lie is noted, so that whoever dies in
-- between leaves nothing that looks like a video that Redis has lost.
-- KEYS: the video, the library's index, the deleted, the pinned, the sums. ARGV: id; then, if retention wants it: 'retire',
-- how many videos there must be more than or -1, the bytes that they must have more than or -1; or, if an owner gives up his
-- hold: 'release', the owner.
-- Answers where its objects lie, or nothing if it is not there or stays; 'not_held' or 'held' if others than the owner hold it.
local doc = redis.call('GET', KEYS[1])
if not doc then return nil end
-- He holds it no longer.
local function drop(owner)
  local bytes = redis.call('ZSCORE', '{autoclip}:holdings:' .. owner, ARGV[1])
  if not bytes then return end
  redis.call('ZREM', '{autoclip}:holdings:' .. owner, ARGV[1])
  local left = redis.call('HINCRBY', '{autoclip}:held-bytes', owner, string.format('%.0f', 0 - bytes))
  if left <= 0 then redis.call('HDEL', '{autoclip}:held-bytes', owner) end
end

local holders, names, known = '{autoclip}:holders:' .. ARGV[1], '{autoclip}:names:' .. ARGV[1], '{autoclip}:known'

-- Before there were holders, a video had the one owner that its record names.
local function holds(owner)
  if redis.call('EXISTS', holders) == 1 then return redis.call('SISMEMBER', holders, owner) == 1 end
  return cjson.decode(doc).owner == owner
end

if ARGV[2] == 'release' then
  if not holds(ARGV[3]) then return 'not_held' end
  if redis.call('SCARD', holders) > 1 then
    redis.call('SREM', holders, ARGV[3])
    drop(ARGV[3])
    mark_item('videos', ARGV[1], 'owner=' .. ARGV[3], false)
    return 'held'
  end
end
if ARGV[2] == 'retire' then
  if redis.call('SISMEMBER', KEYS[4], ARGV[1]) == 1 then return nil end
  if tonumber(ARGV[3]) >= 0 and redis.call('ZCARD', KEYS[2]) <= tonumber(ARGV[3]) then return nil end
  if tonumber(ARGV[4]) >= 0 and tonumber(redis.call('HGET', KEYS[5], 'bytes') or 0) <= tonumber(ARGV[4]) then return nil end
end
local prefix = cjson.decode(doc).prefix
for _, identity in ipairs(redis.call('SMEMBERS', names)) do
  if redis.call('HGET', known, identity) == ARGV[1] then redis.call('HDEL', known, identity) end
end
for _, owner in ipairs(redis.call('SMEMBERS', holders)) do drop(owner) end
-- With the video its clips go, and all that their attempts have stored.
local now, parts, clips = redis.call('TIME')[1], '{autoclip}:parts:' .. ARGV[1], '{autoclip}:clips:' .. ARGV[1]
local clip_bytes = tonumber(redis.call('HGET', parts, 'bytes') or 0)
if clip_bytes ~= 0 then redis.call('HINCRBY', KEYS[5], 'bytes', string.format('%.0f', 0 - clip_bytes)) end
for _, attempt in ipairs(redis.call('HKEYS', parts)) do
  if attempt ~= 'bytes' then redis.call('ZADD', KEYS[3], now, 'videos/' .. ARGV[1] .. '/' .. attempt .. '/') end
end
for _, clip in ipairs(redis.call('ZRANGE', clips, 0, -1)) do redis.call('DEL', '{autoclip}:clip:' .. clip) end
redis.call('DEL', KEYS[1], holders, names, parts, clips, '{autoclip}:scenes:' .. ARGV[1])
redis.call('SREM', '{autoclip}:lost', ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
forget_item('videos', ARGV[1])
redis.call('SREM', KEYS[4], ARGV[1])
redis.call('ZADD', KEYS[3], now, prefix)
return prefix
