-- When a task that was claimed may begin, so that its site is not asked again too soon: tasks that were let in at the
-- right distance may have waited in the queue and be taken together, or the site has asked to be left alone meanwhile.
-- ARGV: site, longest wait (ms). Answers how long to wait (ms); only if that is not too long has the caller this turn.
local site, now, longest = ARGV[1], now_ms(), tonumber(ARGV[2])
if site == 'local' then return 0 end
local spacing = site_value(site, 'spacing', 'site_spacing', 0)
local room = redis.call('HMGET', key('site', site), 'turn', 'penalty_until', 'penalty_span')
local last, shut = tonumber(room[1] or 0), tonumber(room[2] or 0)
if last > now + spacing + longest then last = 0 end -- the clock was set back
if not is_to_come(shut, now, room[3]) then shut = 0 end
if spacing == 0 then return math.max(0, shut - now) end
local turn = math.max(now, last + spacing, shut)
if turn - now <= longest then redis.call('HSET', key('site', site), 'turn', turn) end
return turn - now
