-- Makes one transition true, if the record is still the one that it was decided on.
-- ARGV[1] JSON: id, revision (0: a new task), guard ('', 'admitted' or 'expired'), fields {…}, place
--   ('waiting', 'delayed', 'leased', 'unmoved', 'ended'), new_tag, delay (ms), worker, lease (ms),
--   penalty (ms for which the site is left alone), video {id, doc} or absent, publish (whether the caller can publish admissions)
-- Answers {'conflict'} or {'saved', task, admission, task, admission …}
local c = cjson.decode(ARGV[1])
local task = key('task', c.id)
local now = now_ms()
local before = redis.call('HMGET', task, 'revision', 'status', 'seq', 'site')

if (tonumber(before[1] or 0)) ~= c.revision then return {'conflict'} end
if c.guard == 'admitted' and not redis.call('ZSCORE', key('admitted'), c.id) then return {'conflict'} end
if c.guard == 'expired' then
  local ends = tonumber(redis.call('ZSCORE', key('leases'), c.id))
  if not ends or (ends > now and ends < now + FAR_AHEAD) then return {'conflict'} end
end

local site = before[4] or c.fields.site
if c.place ~= 'unmoved' then leave_all(c.id, site) end
c.fields.site = site -- a site never changes under way, whatever a newer public-suffix list says
for name, value in pairs(c.fields) do redis.call('HSET', task, name, value) end
redis.call('HINCRBY', task, 'revision', 1)
local seq = before[3]
if not seq then
  seq = redis.call('INCR', key('sequence'))
  redis.call('HSET', task, 'seq', seq)
  redis.call('ZADD', key('tasks'), seq, c.id)
end
if before[2] ~= c.fields.status then
  if before[2] then redis.call('ZREM', key('tasks', before[2]), c.id) end
  redis.call('ZADD', key('tasks', c.fields.status), seq, c.id)
end
if c.place == 'waiting' then
  enter_waiting(c.id, site, c.fields.owner, c.new_tag)
elseif c.place == 'delayed' then
  redis.call('ZADD', key('delayed'), now + c.delay, c.id)
elseif c.place == 'leased' then
  lease_to(c.id, site, c.worker, now, c.lease)
end
if c.place ~= 'unmoved' then redis.call('DEL', key('progress', c.id)) end
if c.penalty > 0 then penalize(site, now + c.penalty) end
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
