-- When a task that was claimed may begin, so that its site is not asked again too soon: tasks that were let in at the
-- right distance may have waited in the queue and be taken together. ARGV: site, longest wait (ms).
-- Answers how long to wait (ms); only if that is not too long has the caller this turn.
local site, now = ARGV[1], now_ms()
local spacing = site == 'local' and 0 or site_value(site, 'spacing', 'site_spacing', 0)
if spacing == 0 then return 0 end
local last = tonumber(redis.call('HGET', key('site', site), 'turn') or 0)
if last > now + FAR_AHEAD then last = 0 end
local turn = math.max(now, last + spacing)
if turn - now <= tonumber(ARGV[2]) then redis.call('HSET', key('site', site), 'turn', turn) end
return turn - now
