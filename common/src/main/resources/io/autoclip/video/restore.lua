-- Puts a video back into the library, at its newest end, as save.lua does with the success of a task: whoever it was
-- downloaded for holds it.
-- KEYS: the video, its task, the library's index, the counter of positions, the deleted. ARGV: id, record JSON,
-- what it is found by (JSON), the identity that it was downloaded as, or ''.
-- Answers 'known' (nothing is ever overwritten), 'left_to_task' or 'restored'.
if redis.call('EXISTS', KEYS[1]) == 1 then return 'known' end
if redis.call('EXISTS', KEYS[2]) == 1 or redis.call('ZSCORE', KEYS[5], cjson.decode(ARGV[2]).prefix) then return 'left_to_task' end
local facts = cjson.decode(ARGV[3])

-- Of several versions the newest has the name, whichever is put back first.
local function is_newest(identity)
  local named = redis.call('HGET', '{autoclip}:known', identity)
  if not named or redis.call('EXISTS', '{autoclip}:video:' .. named) == 0 then return true end
  local _, created = entry_of('videos', named)
  return not created or tonumber(created:sub(1, 11), 16) <= facts.created
end

local newest = ARGV[4] ~= '' and is_newest(ARGV[4])
local position = redis.call('INCR', KEYS[4])
redis.call('SET', KEYS[1], ARGV[2])
redis.call('ZADD', KEYS[3], position, ARGV[1])
index_item('videos', ARGV[1], position, facts)
local owner = adopt_owner(ARGV[1])
if owner then count_holding(ARGV[1], owner) end
if newest then name_video(ARGV[1], ARGV[4]) end
return 'restored'
