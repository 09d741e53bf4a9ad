-- Tells how far an attempt has come. ARGV: task, attempt, progress JSON. A stale attempt is not heard.
local id, attempt = ARGV[1], ARGV[2]
if redis.call('HGET', key('task', id), 'attempt') ~= attempt or not redis.call('ZSCORE', key('leases'), id) then
  return 0
end
redis.call('SET', key('progress', id), ARGV[3], 'PX', DAY)
publish_event(id, ARGV[3])
return 1
