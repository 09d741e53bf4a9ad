-- Checks one page of an index against the invariant of the store, and mends what does not hold.
-- ARGV: index ('tasks:queued', 'admitted', 'waiting:<site>', 'sites', 'workers' …), rank to start from, how many.
-- Answers {next rank or -1, finding, name, finding, name …}. What was taken out of the index does not count for the
-- next rank, so that nothing is passed over. The record decides; a task of a newer schema is left untouched.
local index, from, count = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local now = now_ms()
local answer = {'-1'}

local function found(finding, name)
  answer[#answer + 1] = finding
  answer[#answer + 1] = name
end

local function is_in(place, id) return redis.call('ZSCORE', key(place), id) ~= false end

-- Sites and workers ------------------------------------------------------------------------------

local function mend_tokens(site)
  for _, id in ipairs(redis.call('SMEMBERS', key('held', site))) do
    local own = redis.call('HGET', key('task', id), 'site')
    if own ~= site or not (is_in('admitted', id) or is_in('leases', id)) then
      release_token(id, site)
      found('token_without_place', id)
    end
  end
end

local function mend_site(site)
  local waits = redis.call('EXISTS', key('waiting', site)) == 1
  if waits and not is_in('sites', site) then
    enter_sites(site, now)
    found('site_missing', site)
  elseif not waits and redis.call('ZREM', key('sites'), site) == 1 then
    found('site_without_tasks', site)
  end
  mend_tokens(site)
end

local function mend_worker(worker)
  for _, id in ipairs(redis.call('SMEMBERS', key('leased', worker))) do
    if redis.call('HGET', key('task', id), 'worker') ~= worker or not is_in('leases', id) then
      redis.call('SREM', key('leased', worker), id)
      found('slot_without_lease', id)
    end
  end
end

-- Tasks ------------------------------------------------------------------------------------------

local STATUSES = {'queued', 'running', 'succeeded', 'failed', 'cancelled'}

local function mend_index(id, status, seq)
  for _, other in ipairs(STATUSES) do
    local listed = is_in('tasks:' .. other, id)
    if listed and other ~= status then
      redis.call('ZREM', key('tasks', other), id)
      found('wrong_index', id)
    elseif not listed and other == status then
      redis.call('ZADD', key('tasks', status), seq, id)
      found('wrong_index', id)
    end
  end
end

local function mend_end(id, has_ended)
  if has_ended == is_in('ended', id) then return end
  if has_ended then redis.call('ZADD', key('ended'), now, id) else redis.call('ZREM', key('ended'), id) end
  found('wrong_index', id)
end

local function mend_preview(id, lives, seq)
  for _, status in ipairs(STATUSES) do
    if redis.call('ZREM', key('tasks', status), id) == 1 then found('wrong_index', id) end
  end
  if lives == is_in('previews', id) then return end
  if lives then redis.call('ZADD', key('previews'), seq, id) else redis.call('ZREM', key('previews'), id) end
  found('wrong_index', id)
end

local function mend_owner(id, task, lives)
  local changed = redis.call(lives and 'SADD' or 'SREM', unended(task.owner, task.parent), id)
  if changed == 1 then found('wrong_index', id) end
end

local function mend_child(id, task)
  if task.parent == '' or redis.call('EXISTS', key('task', task.parent)) == 0 then return end
  if redis.call('ZADD', key('children', task.parent), task.seq, id) == 1 then found('wrong_index', id) end
end

-- Of a list that waits for its children, those that live decide when it ends.
local function mend_parent(id)
  local live = {queued = 0, running = 0}
  for _, child in ipairs(redis.call('ZRANGE', key('children', id), 0, -1)) do
    local status = redis.call('HGET', key('task', child), 'status')
    if not status then
      redis.call('ZREM', key('children', id), child)
      found('unknown_task', child)
    elseif live[status] then
      live[status] = live[status] + 1
    end
  end
  for status, count in pairs(live) do
    if tonumber(redis.call('HGET', key('children-counts', id), status) or 0) ~= count then
      redis.call('HSET', key('children-counts', id), status, count)
      found('wrong_count', id)
    end
  end
  if redis.call('ZADD', key('expanded'), 'XX', 'CH', expanded_score(id), id) == 1 then found('wrong_count', id) end
end

local function leave_place(place, id)
  local site = place:match('^waiting:(.*)$')
  if site then leave_waiting(id, site) else redis.call('ZREM', key(place), id) end
end

-- Whether there is another task that it may follow.
local function has_leader(id, identity)
  local other = leader(identity)
  if not other or other == id then return false end
  local status = redis.call('HGET', key('task', other), 'status')
  return status and not has_ended(status)
end

-- The place that a task keeps: the furthest on its way of those that its status allows.
local function kept_place(id, task)
  local allowed = {queued = {'admitted', 'delayed', 'waiting:' .. task.site}, running = {task.expanded == '1' and 'expanded' or 'leases'}}
  for _, place in ipairs(allowed[task.status] or {}) do
    if is_in(place, id) then return place end
  end
  local following = 'following:' .. task.identity
  if task.status == 'queued' and is_in(following, id) and has_leader(id, task.identity) then return following end
end

local function leave_other_places(id, task, kept)
  local places = {'admitted', 'delayed', 'leases', 'waiting:' .. task.site, 'following:' .. task.identity, 'expanded'}
  if index:find('^waiting:') and index ~= places[4] then places[7] = index end
  for _, place in ipairs(places) do
    if place ~= kept and is_in(place, id) then
      leave_place(place, id)
      found('wrong_place', id)
    end
  end
end

-- A queued task waits again. A running one gets a lease that ends now: the dispatcher decides about its attempt.
local function give_place(id, task)
  if task.status == 'queued' then
    enter_waiting(id, task.site, task.owner, false)
  elseif task.expanded == '1' then
    redis.call('ZADD', key('expanded'), expanded_score(id), id)
  else
    lease_to(id, task.site, task.worker or '', now, 0)
  end
  found('without_place', id)
end

-- One that has ended leads nobody any more.
local function mend_lead(id, task, lives)
  if task.identity == '' then return end
  if not lives and leader(task.identity) == id then
    give_up_lead(task.identity)
    found('lead_of_ended', id)
  end
end

local function mend_holdings(id, task, kept)
  if kept == 'leases' and task.worker and redis.call('SADD', key('leased', task.worker), id) == 1 then
    found('lease_without_slot', id)
  end
  if (kept == 'leases' or kept == 'admitted') and redis.call('SADD', key('held', task.site), id) == 1 then
    found('place_without_token', id)
  end
end

local function mend_known(id, task)
  local lives = task.status == 'queued' or task.status == 'running'
  if task.kind == 'preview' then
    mend_preview(id, lives, task.seq)
  else
    mend_index(id, task.status, task.seq)
    mend_end(id, not lives)
  end
  mend_owner(id, task, lives)
  mend_child(id, task)
  mend_lead(id, task, lives)
  local kept = kept_place(id, task)
  leave_other_places(id, task, kept)
  if kept then
    mend_holdings(id, task, kept)
  elseif lives then
    give_place(id, task)
  end
  if index == 'expanded' and kept == index then mend_parent(id) end
end

local function mend_unknown(id)
  leave_place(index, id)
  found('unknown_task', id)
end

local function read_task(id)
  local fields = redis.call('HMGET', key('task', id), 'schema', 'status', 'site', 'owner', 'seq', 'worker',
    'identity', 'kind', 'parent', 'expanded')
  return {schema = fields[1], status = fields[2], site = fields[3], owner = fields[4], seq = fields[5],
    worker = fields[6], identity = fields[7] or '', kind = fields[8], parent = fields[9] or '', expanded = fields[10]}
end

-- Two passes: a site's tokens are looked at once its tasks are where they belong.
local function mend_tasks(ids)
  local sites = {}
  for _, id in ipairs(ids) do
    local task = read_task(id)
    local readable = not is_newer(task.schema)
    if readable and not task.status then
      mend_unknown(id)
    elseif readable then
      mend_known(id, task)
      sites[task.site] = true
    end
  end
  for site in pairs(sites) do mend_site(site) end
end

-- The page ---------------------------------------------------------------------------------------

local page = redis.call('ZRANGE', key(index), from, from + count - 1)
local mend_each = {sites = mend_site, workers = mend_worker}
if mend_each[index] then
  for _, name in ipairs(page) do mend_each[index](name) end
else
  mend_tasks(page)
end
if #page == count then
  local kept = 0
  for _, name in ipairs(page) do
    if is_in(index, name) then kept = kept + 1 end
  end
  answer[1] = tostring(from + kept)
end
return answer
