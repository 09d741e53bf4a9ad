-- Makes transitions true in one step, if each record is still the one that its transition was decided on; else none of them.
-- ARGV[1] JSON: publish (whether the caller can publish admissions), changes, of which each is
--   id, revision (0: a new task), guard ('', 'admitted', 'expired', 'leads', 'follows', 'childless', 'cascading', 'calm' or 'known'), fields {…}, place
--   ('waiting', 'delayed', 'following', 'expanded', 'leased', 'unmoved', 'ended'), new_tag, delay (ms), worker, lease (ms), dead (whether it
--   gave up on a cause that may go away), penalty (ms for which the site is left alone at the least), failure (the code
--   of the one that ended the attempt, if one did), by_site (whether the site has given what the attempt wanted), entry (what it is found by), video {id, doc, entry} or absent,
--   followers (how many must follow it, or -1), idempotency {name, content, tasks} or absent, result {video, names} that
--   the owner holds from now on, or absent, of_video (which must be in the library) or absent, parts {video, attempt, prefix,
--   replace, most, clips [{id, start, bytes, doc}], scenes or absent} that become visible, or absent, promised (whether
--   its place among the owner's tasks is that of another which ends in the same step)
-- Answers {'conflict'}, {'full'} (the owner has as many tasks as he may), {'over_quota'} (he holds as much as he may),
-- {'video_gone'}, {'too_many_clips'} (the video would have more than it may),
-- {'replayed', tasks, content} or {'saved', task, admission, task, admission …}
local command = cjson.decode(ARGV[1])
local now = now_ms()
local begun = {} -- owner: how many tasks this step begins for him
local grown = {} -- lists of whose children this step has moved one

local function read(c)
  local before = redis.call('HMGET', key('task', c.id), 'revision', 'status', 'seq', 'site', 'identity', 'cancel')
  c.known, c.status, c.seq, c.identity = before[1], before[2], before[3], before[5]
  c.stops_already = before[6] == '1' or before[2] == 'cancelled'
  c.site = before[4] or c.fields.site -- it never changes under way, whatever a newer public-suffix list says
  c.preview = c.fields.kind == 'preview'
  c.begins = c.place == 'waiting' and (not c.status or has_ended(c.status))
end

local guards = {
  [''] = function() return true end,
  admitted = function(c) return redis.call('ZSCORE', key('admitted'), c.id) end,
  expired = function(c)
    local ends = tonumber(redis.call('ZSCORE', key('leases'), c.id))
    return ends and not is_to_come(ends, now, redis.call('HGET', key('task', c.id), 'lease'))
  end,
  leads = function(c) return (leader(c.fields.identity) or c.id) == c.id end,
  follows = function(c) return (leader(c.fields.identity) or c.id) ~= c.id end,
  childless = function(c) return live_children(c.id) == 0 end,
  cascading = function(c) return redis.call('ZSCORE', key('cascades'), c.fields.parent) end,
  calm = function(c) return not redis.call('ZSCORE', key('cascades'), c.id) end,
  known = function(c)
    local video = c.result.video
    return redis.call('EXISTS', key('video', video)) == 1 and redis.call('SISMEMBER', key('lost'), video) == 0
  end
}

local function first_use(c)
  local used = c.idempotency and redis.call('HMGET', key('idempotency', c.idempotency.name), 'task', 'content')
  return used and used[1] and {'replayed', used[1], used[2]}
end

local takes_no_room = {preview = true, scenes = true}

-- Whether it would bring its owner a video that he does not hold, or clips. The entries of a list, and the clips of what
-- is downloaded, were accepted with it.
local function asks_for_more(c)
  if takes_no_room[c.fields.kind] or c.fields.parent ~= '' or c.promised then return false end
  if not (c.begins or c.revision == 0) then return false end
  return not c.result or redis.call('SISMEMBER', key('holders', c.result.video), c.fields.owner) == 0
end

-- What speaks against the change, or nothing.
local function refusal(c)
  local replayed = first_use(c)
  if replayed then return replayed end
  if (tonumber(c.known or 0)) ~= c.revision or not guards[c.guard](c) then return {'conflict'} end
  if c.followers >= 0 and #followers(c.identity) ~= c.followers then return {'conflict'} end
  if c.of_video and redis.call('EXISTS', key('video', c.of_video)) == 0 then return {'video_gone'} end
  if c.parts and has_too_many(c.parts) then return {'too_many_clips'} end
  if asks_for_more(c) and is_over_quota(c.fields.owner, c.fields.kind) then return {'over_quota'} end
  if c.begins and not c.promised then
    local owner = unended(c.fields.owner, c.fields.parent)
    if owner_is_full(c.fields.owner, c.fields.parent, begun[owner] or 0) then return {'full'} end
    begun[owner] = (begun[owner] or 0) + 1
  end
end

local function leave(c)
  if not c.known or c.place == 'unmoved' then return end -- a new task is nowhere yet
  leave_all(c.id, c.site)
  redis.call('DEL', key('progress', c.id))
  redis.call('ZREM', key('ended'), c.id)
  redis.call('ZREM', key('dead-letters'), c.id)
end

local function write(c)
  c.fields.site = c.site
  c.fields.revision = c.revision + 1
  c.fields.seq = c.seq or redis.call('INCR', key('sequence'))
  local flat = {}
  for name, value in pairs(c.fields) do
    flat[#flat + 1] = name
    flat[#flat + 1] = value
  end
  redis.call('HSET', key('task', c.id), unpack(flat))
end

local function list(c)
  if c.begins then redis.call('SADD', unended(c.fields.owner, c.fields.parent), c.id) end
  if c.preview then -- in no list of tasks
    redis.call('ZADD', key('previews'), c.fields.seq, c.id)
    return
  end
  if not c.seq then redis.call('ZADD', key('tasks'), c.fields.seq, c.id) end
  if c.status ~= c.fields.status then
    if c.status then redis.call('ZREM', key('tasks', c.status), c.id) end
    redis.call('ZADD', key('tasks', c.fields.status), c.fields.seq, c.id)
  end
end

-- A list knows its children, and how many are in which status, as long as it is known itself.
local function count_child(c)
  local parent = c.fields.parent
  if parent == '' or c.status == c.fields.status or redis.call('EXISTS', key('task', parent)) == 0 then return end
  local counts = key('children-counts', parent)
  if c.status then
    redis.call('HINCRBY', counts, c.status, -1)
  else
    redis.call('ZADD', key('children', parent), c.fields.seq, c.id)
  end
  redis.call('HINCRBY', counts, c.fields.status, 1)
  grown[parent] = true
end

local function settle_parent(parent)
  redis.call('ZADD', key('expanded'), 'XX', expanded_score(parent), parent)
  end_cascade(parent)
  publish_event(parent, nil)
end

-- Whoever cancels a list cancels its children, too; if he dies on the way, the dispatcher goes on.
local function note_cascade(c)
  if c.fields.kind ~= 'playlist' or c.stops_already then return end
  if c.fields.cancel == '1' or c.fields.status == 'cancelled' then begin_cascade(c.id) end
end

local places = {
  waiting = function(c) enter_waiting(c.id, c.site, line_of(c.fields.owner, c.fields.kind), c.new_tag) end,
  delayed = function(c) delay(c.id, now, c.delay) end,
  following = function(c) redis.call('ZADD', key('following', c.fields.identity), c.fields.seq, c.id) end,
  expanded = function(c) redis.call('ZADD', key('expanded'), expanded_score(c.id), c.id) end,
  leased = function(c)
    lease_to(c.id, c.site, c.worker, now, c.lease)
    note_claim(redis.call('HGET', key('task', c.id), 'serial'))
  end,
  unmoved = function() end,
  ended = function(c)
    redis.call('SREM', unended(c.fields.owner, c.fields.parent), c.id)
    if c.preview then
      redis.call('ZREM', key('previews'), c.id)
      redis.call('PEXPIRE', key('task', c.id), PREVIEW_KEPT)
      return
    end
    redis.call('ZADD', key('ended'), now, c.id)
    if c.dead then redis.call('ZADD', key('dead-letters'), redis.call('INCR', key('sequence')), c.id) end
  end
}

local function note(c)
  if c.penalty > 0 then penalize(c.site, c.penalty, now) end
  if c.idempotency then
    local used = key('idempotency', c.idempotency.name)
    redis.call('HSET', used, 'task', c.idempotency.tasks, 'content', c.idempotency.content)
    redis.call('PEXPIRE', used, DAY)
  end
  if c.video then
    local position = redis.call('INCR', key('sequence'))
    redis.call('SET', key('video', c.video.id), c.video.doc)
    redis.call('ZADD', key('videos'), position, c.video.id)
    redis.call('SREM', key('lost'), c.video.id)
    if c.video.entry then index_item('videos', c.video.id, position, c.video.entry) end
  end
  if c.parts then publish_parts(c.parts) end
end

-- What the site of an attempt that has ended can say for itself. Those who followed have not asked it.
local function note_outcome(c)
  if c.status ~= 'running' or c.fields.status == 'running' or c.site == 'local' then return end
  if c.fields.status == 'succeeded' then
    if c.by_site then note_success(c.site, now) end
  elseif c.failure then
    note_failure(c.site, now, c.failure, c.fields.status == 'failed')
  end
end

-- Whoever's task succeeds holds the video, and whoever wants the same later is answered with it.
local function keep(c)
  local result = c.result
  if not result or redis.call('EXISTS', key('video', result.video)) == 0 then return end
  local adopted = not c.video and adopt_owner(result.video)
  redis.call('SADD', key('holders', result.video), c.fields.owner)
  local changed = c.video and redis.call('SMEMBERS', key('holders', result.video)) or {c.fields.owner, adopted or nil}
  for _, owner in ipairs(changed) do
    mark_item('videos', result.video, 'owner=' .. owner, true)
    count_holding(result.video, owner)
  end
  for _, name in ipairs(result.names) do name_video(result.video, name) end
end

local function settle_lead(c)
  if c.guard == 'leads' then redis.call('HSET', key('leads'), c.fields.identity, c.id) end
  local over = c.place == 'ended' or c.fields.identity ~= c.identity
  if over and c.identity and leader(c.identity) == c.id then give_up_lead(c.identity) end
end

for _, c in ipairs(command.changes) do
  read(c)
  local refused = refusal(c)
  if refused then return refused end
end
for _, c in ipairs(command.changes) do
  leave(c)
  write(c)
  list(c)
  count_child(c)
  places[c.place](c)
  note_cascade(c)
  note(c)
  note_outcome(c)
  keep(c)
  publish_event(c.id, nil)
end
for _, c in ipairs(command.changes) do
  settle_lead(c)
  if not c.preview then index_item('tasks', c.id, c.fields.seq, c.entry) end -- its video lends it its words
end
for parent in pairs(grown) do settle_parent(parent) end

local answer = {'saved'}
if command.publish then
  for _, item in ipairs(admit(now)) do answer[#answer + 1] = item end
end
return answer
