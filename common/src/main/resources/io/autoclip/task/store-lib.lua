-- What every script of the store shares: it is put in front of each of them.
-- The RATIONALE.md beside TaskRepository lists the keys and says why they are what they are. Time is Redis' own, in milliseconds.
-- Redis scripts are not rolled back: a script reads and checks everything before its first write.

local SCHEMA = 3 -- of the task records that this code reads and writes
local MINUTE = 60000
local ADMISSION_CHECK = MINUTE
local SITE_CHECK = 5000
local UNKNOWN_SPAN = 60 * MINUTE -- for what an older AutoClip has set: nothing is ever set further ahead
local EVENTS_KEPT = 10000
local DAY = 24 * 60 * MINUTE
local PREVIEW_KEPT = 10 * MINUTE
local PENALTY_HALVES = 10 * MINUTE
local PENALTY_MOST = 30 * MINUTE

local function key(name, part)
  local whole = '{autoclip}:' .. name
  return part and whole .. ':' .. part or whole
end

local function now_ms()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Whether a time that was set so far ahead is still to come. One that is further ahead than it was ever set is the mark
-- of a clock that was set back since, and counts as past.
local function is_to_come(time, now, span) return time > now and time <= now + (tonumber(span) or UNKNOWN_SPAN) end

-- What a newer AutoClip has written is left to it.
local function is_newer(schema) return tonumber(schema or 1) > SCHEMA end

local function setting(name, default)
  return tonumber(redis.call('HGET', key('settings'), name)) or default
end

-- Sites ---------------------------------------------------------------------------------------

-- Tasks that ask no site have none, and no limits.
local function site_value(site, name, setting_name, default)
  if site == 'local' then return default end
  local own = tonumber(redis.call('HGET', key('site', site), name))
  return own or setting(setting_name, default)
end

local function site_is_full(site)
  if site == 'local' then return false end
  return redis.call('SCARD', key('held', site)) >= site_value(site, 'limit', 'site_limit', 4)
end

-- Since when or from when on the site may be asked: it has a distance to keep (and a fraction of a millisecond), and may
-- have asked to be left alone.
local function site_due(site, now)
  local times = redis.call('HMGET', key('site', site), 'next', 'penalty_until', 'penalty_span')
  local due, shut = tonumber(times[1] or 0), tonumber(times[2] or 0)
  if due > now and not is_to_come(due, now, site_value(site, 'spacing', 'site_spacing', 0) + 1) then due = now end
  return (is_to_come(shut, now, times[3]) and shut > due) and shut or due
end

-- A site that asks to be left alone again soon after is left alone for twice as long; what it said is half forgotten
-- with each ten minutes of quiet. While it is left alone, tasks that were under way say nothing new.
local function penalize(site, base, now)
  local room = key('site', site)
  local known = redis.call('HMGET', room, 'penalty', 'penalty_until', 'penalty_span')
  local last, ends = tonumber(known[1] or 0), tonumber(known[2] or 0)
  if is_to_come(ends, now, known[3]) then
    ends = math.max(ends, now + base)
  else
    local quiet = math.floor(math.max(0, now - ends) / PENALTY_HALVES)
    local penalty = math.floor(math.min(PENALTY_MOST, math.max(base, last * 2 / 2 ^ quiet)))
    redis.call('HSET', room, 'penalty', penalty)
    ends = now + penalty
  end
  redis.call('HSET', room, 'penalty_until', ends, 'penalty_span', ends - now)
  redis.call('ZADD', key('sites'), 'XX', 'GT', ends, site)
end

-- What is remembered of a site that has nothing to do ends after a day; of one that has, it must not.
local function enter_sites(site, now)
  redis.call('PERSIST', key('site', site))
  redis.call('PERSIST', key('owners', site))
  redis.call('ZADD', key('sites'), site_due(site, now), site)
end

-- An owner's previews have a line of their own: somebody waits for them, and not behind what he has queued up.
local function line_of(owner, kind) return kind == 'preview' and owner .. ' previews' or owner end

local function enter_waiting(id, site, owner, new_tag)
  local task, owners = key('task', id), key('owners', site)
  local tag = not new_tag and redis.call('HGET', task, 'tag')
  if not tag then
    local virtual = tonumber(redis.call('HGET', key('site', site), 'virtual_time') or 0)
    local last = tonumber(redis.call('ZSCORE', owners, owner) or 0)
    tag = math.max(virtual, last) + 1
    redis.call('ZADD', owners, tag, owner)
    redis.call('HSET', task, 'tag', tag)
  end
  redis.call('ZADD', key('waiting', site), tag, id)
  if not redis.call('ZSCORE', key('sites'), site) then enter_sites(site, now_ms()) end
end

local function leave_waiting(id, site)
  if redis.call('ZREM', key('waiting', site), id) == 0 then return end
  if redis.call('EXISTS', key('waiting', site)) == 1 then return end
  redis.call('ZREM', key('sites'), site)
  redis.call('PEXPIRE', key('owners', site), DAY)
  local own = redis.call('HMGET', key('site', site), 'limit', 'spacing')
  if not own[1] and not own[2] then redis.call('PEXPIRE', key('site', site), DAY) end
end

-- A freed token may let the next one in at once.
local function release_token(id, site)
  if redis.call('SREM', key('held', site), id) == 0 then return end
  local looked_at = tonumber(redis.call('ZSCORE', key('sites'), site))
  if looked_at then
    redis.call('ZADD', key('sites'), math.min(looked_at, site_due(site, now_ms())), site)
  end
end

-- Places: a task that has not ended is in exactly one of them ----------------------------------

local function leave_following(id)
  local identity = redis.call('HGET', key('task', id), 'identity')
  if identity and identity ~= '' then redis.call('ZREM', key('following', identity), id) end
end

local function leave_all(id, site)
  leave_waiting(id, site)
  leave_following(id)
  redis.call('ZREM', key('admitted'), id)
  redis.call('ZREM', key('delayed'), id)
  redis.call('ZREM', key('leases'), id)
  redis.call('ZREM', key('expanded'), id)
  local worker = redis.call('HGET', key('task', id), 'worker')
  if worker then redis.call('SREM', key('leased', worker), id) end
  release_token(id, site)
end

local function lease_to(id, site, worker, now, lease)
  redis.call('ZADD', key('leases'), now + lease, id)
  redis.call('SADD', key('leased', worker), id)
  redis.call('SADD', key('held', site), id)
  redis.call('HSET', key('task', id), 'worker', worker)
  if lease > 0 then redis.call('HSET', key('task', id), 'lease', lease) end
end

local function delay(id, now, span)
  redis.call('ZADD', key('delayed'), now + span, id)
  redis.call('HSET', key('task', id), 'delay', span)
end

-- An admission that is given back is used up: its message starts nothing any more.
local function give_back(id, site, owner)
  leave_all(id, site)
  redis.call('HINCRBY', key('task', id), 'admission', 1)
  redis.call('HINCRBY', key('task', id), 'revision', 1)
  enter_waiting(id, site, owner, false)
end

-- Leads: of those that want the same download one leads, and the others follow ------------------

-- One whose record is gone leads nobody.
local function leader(identity)
  local id = redis.call('HGET', key('leads'), identity)
  return id and redis.call('EXISTS', key('task', id)) == 1 and id or nil
end

-- Oldest first. Those of a newer schema are left where they are.
local function followers(identity)
  local found = {}
  for _, id in ipairs(redis.call('ZRANGE', key('following', identity), 0, -1)) do
    local task = redis.call('HMGET', key('task', id), 'schema', 'status')
    if task[2] == 'queued' and not is_newer(task[1]) then found[#found + 1] = id end
  end
  return found
end

-- The oldest that is left goes on instead, and the others follow it.
local function give_up_lead(identity)
  local oldest = followers(identity)[1]
  if not oldest then
    redis.call('HDEL', key('leads'), identity)
    return
  end
  local task = redis.call('HMGET', key('task', oldest), 'site', 'owner')
  redis.call('HSET', key('leads'), identity, oldest)
  redis.call('ZREM', key('following', identity), oldest)
  redis.call('HINCRBY', key('task', oldest), 'revision', 1)
  enter_waiting(oldest, task[1], task[2], false)
end

-- The library: a video is known by the identities of what was downloaded ------------------------

-- Whom this identity is known as, and whether his files have vanished.
local function known_video(identity)
  local video = redis.call('HGET', key('known'), identity)
  if not video or redis.call('EXISTS', key('video', video)) == 0 then return nil end
  return video, redis.call('SISMEMBER', key('lost'), video) == 1
end

-- Quota: what an owner holds is counted with the library's indexes ------------------------------

-- Clips bring bytes, but no video.
local function is_over_quota(owner, kind)
  local videos, bytes = setting('quota_videos', 0), setting('quota_bytes', 0)
  return kind ~= 'clip' and videos > 0 and redis.call('ZCARD', key('holdings', owner)) >= videos
    or bytes > 0 and tonumber(redis.call('HGET', key('held-bytes'), owner) or 0) >= bytes
end

-- Owners: a task counts from its request until it has ended, again when it is retried -----------

-- The children of his lists count apart: else lists that wait for room for their children would be what leaves none.
local function unended(owner, parent)
  return key((parent or '') ~= '' and 'unended-children' or 'unended', owner)
end

-- begun: how many more of his the same step begins.
local function owner_is_full(owner, parent, begun)
  local limit = setting('owner_limit', 0)
  return limit > 0 and redis.call('SCARD', unended(owner, parent)) + begun >= limit
end

local function has_ended(status) return status ~= 'queued' and status ~= 'running' end

-- Children: the tasks of a list's entries ------------------------------------------------------

local function live_children(parent)
  local counts = redis.call('HMGET', key('children-counts', parent), 'queued', 'running')
  return tonumber(counts[1] or 0) + tonumber(counts[2] or 0)
end

-- Notes that the children of a list are to be cancelled. It is over when none lives: the list counts as changed then,
-- so that a new round that was decided on before is decided on again.
local function begin_cascade(parent)
  if live_children(parent) > 0 then
    redis.call('ZADD', key('cascades'), redis.call('INCR', key('sequence')), parent)
  end
end

local function end_cascade(parent)
  if live_children(parent) > 0 or redis.call('ZREM', key('cascades'), parent) == 0 then return end
  if redis.call('EXISTS', key('task', parent)) == 1 then redis.call('HINCRBY', key('task', parent), 'revision', 1) end
end

-- Those who wait for their children stand with 1, and with 0 once none lives: that is when the dispatcher ends them.
local function expanded_score(parent) return live_children(parent) == 0 and 0 or 1 end

-- Admission ------------------------------------------------------------------------------------

-- Admissions are counted over all tasks: the queue hands them out in about this order.
local function note_claim(serial)
  if serial and tonumber(serial) > tonumber(redis.call('GET', key('claimed')) or 0) then
    redis.call('SET', key('claimed'), serial)
  end
end

-- Calls with each live worker and the value of this field of it.
local function each_worker(now, field, call)
  local found = redis.call('ZRANGEBYSCORE', key('workers'), '(' .. now, '+inf', 'WITHSCORES')
  for i = 1, #found, 2 do
    local values = redis.call('HMGET', key('worker', found[i]), 'ttl', field)
    if is_to_come(tonumber(found[i + 1]), now, values[1]) then call(found[i], values[2]) end
  end
end

local function free_slots(now)
  local free = 0
  each_worker(now, 'slots', function(worker, slots)
    free = free + math.max(0, tonumber(slots or 0) - redis.call('SCARD', key('leased', worker)))
  end)
  return free
end

-- The fraction keeps sites that are due in the same millisecond in the order of their last admission.
local function next_due(site, now, serial)
  return now + site_value(site, 'spacing', 'site_spacing', 0) + serial % 1000 / 1000
end

-- A site whose room is empty, or a task that nobody knows, is dropped here: a script that failed on it would leave
-- half a transition behind, each time. Tasks of a newer schema are passed over; a room with nobody else in front is
-- looked at again as if the site were full.
local function first_waiting(site, now)
  local waiting = redis.call('ZRANGE', key('waiting', site), 0, 0, 'WITHSCORES')
  if not waiting[1] then
    redis.call('ZREM', key('sites'), site)
    return
  end
  for from = 0, 9 do
    if not waiting[1] then break end
    local schema = redis.call('HGET', key('task', waiting[1]), 'schema')
    if not schema then
      leave_waiting(waiting[1], site)
      return
    elseif not is_newer(schema) then
      return waiting[1], tonumber(waiting[2])
    end
    waiting = redis.call('ZRANGE', key('waiting', site), from + 1, from + 1, 'WITHSCORES')
  end
  redis.call('ZADD', key('sites'), now + SITE_CHECK, site)
end

local function admit_first(id, tag, site, now)
  local room = key('site', site)
  local virtual = math.max(tonumber(redis.call('HGET', room, 'virtual_time') or 0), tag)
  local serial = redis.call('INCR', key('admissions'))
  local due = next_due(site, now, serial)
  redis.call('HSET', room, 'virtual_time', virtual, 'next', string.format('%.3f', due))
  redis.call('ZREMRANGEBYSCORE', key('owners', site), '-inf', virtual)
  redis.call('ZADD', key('sites'), string.format('%.3f', math.max(due, site_due(site, now))), site)
  leave_waiting(id, site)
  redis.call('SADD', key('held', site), id)
  redis.call('ZADD', key('admitted'), now + ADMISSION_CHECK, id)
  redis.call('HSET', key('task', id), 'serial', serial)
  redis.call('HINCRBY', key('task', id), 'revision', 1)
  return redis.call('HINCRBY', key('task', id), 'admission', 1)
end

-- Lets in as many waiting tasks as there are free slots, and two more to keep the queue warm.
-- Returns a flat list: task, admission, task, admission …
local function admit(now)
  local admitted = {}
  local room = free_slots(now) + 2 - redis.call('ZCARD', key('admitted'))
  while room > 0 do
    local site = redis.call('ZRANGEBYSCORE', key('sites'), '-inf', '(' .. (now + 1), 'LIMIT', 0, 1)[1]
    if not site then break end
    if site_is_full(site) then
      redis.call('ZADD', key('sites'), now + SITE_CHECK, site)
    else
      local id, tag = first_waiting(site, now)
      if id then
        admitted[#admitted + 1] = id
        admitted[#admitted + 1] = tostring(admit_first(id, tag, site, now))
        room = room - 1
      end
    end
  end
  return admitted
end

-- Events ---------------------------------------------------------------------------------------

-- The fields, and of a list how its children stand.
local function record_of(id)
  local record = redis.call('HGETALL', key('task', id))
  local counts = redis.call('HGETALL', key('children-counts', id))
  if counts[1] then
    local children = {}
    for i = 1, #counts, 2 do children[counts[i]] = counts[i + 1] end
    record[#record + 1] = 'children'
    record[#record + 1] = cjson.encode(children)
  end
  return record
end

-- An event carries the whole record, so that a reader needs nothing else to tell what happened.
local function publish_event(id, progress)
  local event = record_of(id)
  if progress then
    event[#event + 1] = 'progress'
    event[#event + 1] = progress
  end
  redis.call('XADD', key('events'), 'MAXLEN', '~', EVENTS_KEPT, '*', unpack(event))
end
