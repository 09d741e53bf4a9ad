-- Keeps the log of an attempt. ARGV: task, attempt, log JSON, time to live (ms). A stale attempt is not heard.
local id = ARGV[1]
if redis.call('HGET', key('task', id), 'attempt') ~= ARGV[2] or not redis.call('ZSCORE', key('leases'), id) then
  return 0
end
redis.call('SET', key('log', id), ARGV[3], 'PX', ARGV[4])
return 1
