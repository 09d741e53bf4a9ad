-- What the dispatcher does each second: tasks whose back-off is over wait again; an admission that nobody claimed
-- in time is looked at again while no slot is free and nobody behind it was served, else given back. Answers the tasks whose lease has ended.
-- A task of a newer schema is left untouched, and looked at again in a while. A time further ahead than it was set counts
-- as due: Redis' clock was set back since. Those are looked for among the furthest.
local now = now_ms()
local limit = 500

-- span(name): how far ahead the time of this one was set.
local function due(name, span)
  local found = redis.call('ZRANGEBYSCORE', key(name), '-inf', now, 'LIMIT', 0, limit)
  local ahead = redis.call('ZREVRANGEBYSCORE', key(name), '+inf', '(' .. now, 'WITHSCORES', 'LIMIT', 0, limit)
  for i = 1, #ahead, 2 do
    local time = tonumber(ahead[i + 1])
    if not is_to_come(time, now, span(ahead[i])) then found[#found + 1] = ahead[i] end
  end
  return found
end

local function lease_of(id) return redis.call('HGET', key('task', id), 'lease') end

local function delay_of(id)
  local own = tonumber(redis.call('HGET', key('task', id), 'delay'))
  return own and math.max(own, ADMISSION_CHECK)
end

local function site_span(site) return math.max(SITE_CHECK, site_due(site, now) - now) + 1 end

local function read_task(id)
  local fields = redis.call('HMGET', key('task', id), 'site', 'owner', 'schema', 'serial')
  return {site = fields[1], owner = fields[2], newer = is_newer(fields[3]), serial = tonumber(fields[4] or 0)}
end

for _, id in ipairs(due('delayed', delay_of)) do
  local task = read_task(id)
  if task.newer then
    redis.call('ZADD', key('delayed'), now + ADMISSION_CHECK, id)
  else
    redis.call('ZREM', key('delayed'), id)
    if task.site then enter_waiting(id, task.site, task.owner, false) end
  end
end
-- Who came later and was served has overtaken it in the queue: its message is lost, or it would have been served before.
local free, claimed = free_slots(now), tonumber(redis.call('GET', key('claimed')) or 0)
for _, id in ipairs(due('admitted', function() return ADMISSION_CHECK end)) do
  local task = read_task(id)
  if not task.site then
    redis.call('ZREM', key('admitted'), id)
  elseif task.newer or (free == 0 and task.serial >= claimed) then
    redis.call('ZADD', key('admitted'), now + ADMISSION_CHECK, id)
  else
    give_back(id, task.site, task.owner)
  end
end
for _, site in ipairs(due('sites', site_span)) do
  if tonumber(redis.call('ZSCORE', key('sites'), site)) > now then redis.call('ZADD', key('sites'), now, site) end
end
return due('leases', lease_of)
