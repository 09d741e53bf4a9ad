-- A worker says that it lives. ARGV: worker, slots that it can take now, time to live (ms), info JSON.
-- The slots of a worker that is gone are freed with its leases, never before them.
local worker, now = ARGV[1], now_ms()
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', key('workers'), '-inf', now - DAY)) do
  redis.call('ZREM', key('workers'), gone)
  redis.call('DEL', key('worker', gone))
end
redis.call('ZADD', key('workers'), now + tonumber(ARGV[3]), worker)
redis.call('HSET', key('worker', worker), 'slots', ARGV[2], 'ttl', ARGV[3], 'info', ARGV[4])
return 1
