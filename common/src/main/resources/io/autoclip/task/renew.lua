-- Renews leases. ARGV: worker, lease (ms), then task, attempt, task, attempt …
-- Answers for each 'renewed', 'cancel' (renewed, but asked to stop) or 'lost'. Late is not too late: only the
-- dispatcher ends a lease.
local worker, lease = ARGV[1], tonumber(ARGV[2])
local ends = now_ms() + lease
local answer = {}
for i = 3, #ARGV, 2 do
  local id, attempt = ARGV[i], ARGV[i + 1]
  local held = redis.call('HMGET', key('task', id), 'attempt', 'worker', 'cancel')
  if held[1] ~= attempt or held[2] ~= worker or not redis.call('ZSCORE', key('leases'), id) then
    answer[#answer + 1] = 'lost'
  else
    redis.call('ZADD', key('leases'), ends, id)
    answer[#answer + 1] = held[3] == '1' and 'cancel' or 'renewed'
  end
end
return answer
