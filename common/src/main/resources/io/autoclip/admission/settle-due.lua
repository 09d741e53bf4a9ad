-- What the dispatcher does each second: tasks whose back-off is over wait again; an admission that nobody claimed
-- in time is looked at again while no slot is free and nobody behind it was served, else given back. Answers the tasks whose lease has ended.
-- A task of a newer schema is left untouched, and looked at again in a while. A time further ahead than any that is ever set counts as due: Redis' clock may have been set back.
local now = now_ms()
local limit = 500

local function due(name)
  local found = redis.call('ZRANGEBYSCORE', key(name), '-inf', now, 'LIMIT', 0, limit)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', key(name), now + FAR_AHEAD, '+inf', 'LIMIT', 0, limit)) do
    found[#found + 1] = id
  end
  return found
end

local function read_task(id)
  local fields = redis.call('HMGET', key('task', id), 'site', 'owner', 'schema', 'serial')
  return {site = fields[1], owner = fields[2], newer = is_newer(fields[3]), serial = tonumber(fields[4] or 0)}
end

for _, id in ipairs(due('delayed')) do
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
for _, id in ipairs(due('admitted')) do
  local task = read_task(id)
  if not task.site then
    redis.call('ZREM', key('admitted'), id)
  elseif task.newer or (free == 0 and task.serial >= claimed) then
    redis.call('ZADD', key('admitted'), now + ADMISSION_CHECK, id)
  else
    give_back(id, task.site, task.owner)
  end
end
for _, site in ipairs(due('sites')) do
  if tonumber(redis.call('ZSCORE', key('sites'), site)) > now then redis.call('ZADD', key('sites'), now, site) end
end
return due('leases')
