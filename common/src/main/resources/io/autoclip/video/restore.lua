-- Puts a video back into the library, at its newest end, as save.lua does with the success of a task.
-- KEYS: the video, its task, the library's index, the counter of positions, the deleted. ARGV: id, record JSON,
-- what it is found by (JSON), the identity that it was downloaded as, or ''.
-- Answers 'known' (nothing is ever overwritten), 'left_to_task' or 'restored'.
if redis.call('EXISTS', KEYS[1]) == 1 then return 'known' end
if redis.call('EXISTS', KEYS[2]) == 1 or redis.call('ZSCORE', KEYS[5], cjson.decode(ARGV[2]).prefix) then return 'left_to_task' end
local position = redis.call('INCR', KEYS[4])
redis.call('SET', KEYS[1], ARGV[2])
redis.call('ZADD', KEYS[3], position, ARGV[1])
index_item('videos', ARGV[1], position, cjson.decode(ARGV[3]))
if ARGV[4] ~= '' and redis.call('HSETNX', '{autoclip}:known', ARGV[4], ARGV[1]) == 1 then
  redis.call('SADD', '{autoclip}:names:' .. ARGV[1], ARGV[4])
end
return 'restored'
