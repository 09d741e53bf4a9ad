-- Makes one transition true, if the record is still the one that it was decided on.
-- ARGV[1] JSON: id, revision (0: a new task), guard ('', 'admitted' or 'expired'), fields {…}, place
--   ('waiting', 'delayed', 'leased', 'unmoved', 'ended'), new_tag, delay (ms), worker, lease (ms), dead (whether it
--   gave up on a cause that may go away), penalty (ms for which the site is left alone at the least), video {id, doc}
--   or absent, publish (whether the caller can publish admissions), idempotency {name, content} or absent
-- Answers {'conflict'}, {'full'} (the owner has as many tasks as he may), {'replayed', task, content} or {'saved', task, admission, task, admission …}
local c = cjson.decode(ARGV[1])
local task = key('task', c.id)
local now = now_ms()
local before = redis.call('HMGET', task, 'revision', 'status', 'seq', 'site')

local used = c.idempotency and key('idempotency', c.idempotency.name)
if used then
  local first = redis.call('HMGET', used, 'task', 'content')
  if first[1] then return {'replayed', first[1], first[2]} end
end
if (tonumber(before[1] or 0)) ~= c.revision then return {'conflict'} end
if c.guard == 'admitted' and not redis.call('ZSCORE', key('admitted'), c.id) then return {'conflict'} end
if c.guard == 'expired' then
  local ends = tonumber(redis.call('ZSCORE', key('leases'), c.id))
  if not ends or is_to_come(ends, now, redis.call('HGET', task, 'lease')) then return {'conflict'} end
end

local begins = c.place == 'waiting' and (not before[2] or has_ended(before[2]))
if begins and owner_is_full(c.fields.owner) then return {'full'} end

local site = before[4] or c.fields.site
if before[1] and c.place ~= 'unmoved' then -- a new task is nowhere yet
  leave_all(c.id, site)
  redis.call('DEL', key('progress', c.id))
  redis.call('ZREM', key('ended'), c.id)
  redis.call('ZREM', key('dead-letters'), c.id)
end

local fields = c.fields
fields.site = site -- a site never changes under way, whatever a newer public-suffix list says
fields.revision = c.revision + 1
fields.seq = before[3] or redis.call('INCR', key('sequence'))
local flat = {}
for name, value in pairs(fields) do
  flat[#flat + 1] = name
  flat[#flat + 1] = value
end
redis.call('HSET', task, unpack(flat))

if not before[3] then redis.call('ZADD', key('tasks'), fields.seq, c.id) end
if before[2] ~= fields.status then
  if before[2] then redis.call('ZREM', key('tasks', before[2]), c.id) end
  redis.call('ZADD', key('tasks', fields.status), fields.seq, c.id)
end
if begins then redis.call('SADD', key('unended', fields.owner), c.id) end
if c.place == 'waiting' then
  enter_waiting(c.id, site, fields.owner, c.new_tag)
elseif c.place == 'delayed' then
  delay(c.id, now, c.delay)
elseif c.place == 'leased' then
  lease_to(c.id, site, c.worker, now, c.lease)
  note_claim(redis.call('HGET', task, 'serial'))
elseif c.place == 'ended' then
  redis.call('ZADD', key('ended'), now, c.id)
  redis.call('SREM', key('unended', fields.owner), c.id)
  if c.dead then redis.call('ZADD', key('dead-letters'), redis.call('INCR', key('sequence')), c.id) end
end
if c.penalty > 0 then penalize(site, c.penalty, now) end
if used then
  redis.call('HSET', used, 'task', c.id, 'content', c.idempotency.content)
  redis.call('PEXPIRE', used, DAY)
end
if c.video then
  redis.call('SET', key('video', c.video.id), c.video.doc)
  redis.call('ZADD', key('videos'), redis.call('INCR', key('sequence')), c.video.id)
end
publish_event(c.id, nil)

local answer = {'saved'}
if c.publish then
  for _, item in ipairs(admit(now)) do answer[#answer + 1] = item end
end
return answer
