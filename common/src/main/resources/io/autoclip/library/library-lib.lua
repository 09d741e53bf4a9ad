-- The indexes of the library's lists ('videos', 'tasks'): put in front of every script that changes or reads them.
-- The RATIONALE.md beside LibraryEntry says why they are what they are.
-- What an item is found by is one text, its entry: lines between line ends, of which each is
--   #order=key     its place in an order; the keys of an order sort as text
--   +sum=number    what it adds to a sum over the list
--   name=value     what it is found by, and w=word for each word
-- An index holds key, key of creation and id in one member, all of score 0, so that a place in it is a text that no two
-- items share. What has a line stands in a list of that line by creation alone: the end of its member in any other index.

local function of_list(list, name, part)
  local whole = '{autoclip}:library:' .. list .. ':' .. name
  return part and whole .. ':' .. part or whole
end

-- Milliseconds since 1970, and the place in the order of acceptance or publication for those of the same millisecond.
local function created_key(millis, seq)
  return string.format('%011x%07x', millis, seq % 268435456)
end

local function member_of(id, created, order, key)
  return (order == 'created' and '' or key) .. created .. id
end

local function enter_index(list, id, created, line)
  local mark, name, value = line:match('^([#+]?)(%w+)=(.*)$')
  if mark == '#' then
    redis.call('ZADD', of_list(list, 'by', name), 0, member_of(id, created, name, value))
  elseif mark == '+' then
    redis.call('HINCRBY', of_list(list, 'sums'), name, value)
  else
    redis.call('ZADD', of_list(list, 'with', line), 0, created .. id)
    if name == 'w' then redis.call('ZADD', of_list(list, 'words'), 0, value) end
  end
end

local function leave_index(list, id, created, line)
  local mark, name, value = line:match('^([#+]?)(%w+)=(.*)$')
  if mark == '#' then
    redis.call('ZREM', of_list(list, 'by', name), member_of(id, created, name, value))
  elseif mark == '+' then
    if value ~= '0' then redis.call('HINCRBY', of_list(list, 'sums'), name, '-' .. value) end
  else
    local index = of_list(list, 'with', line)
    redis.call('ZREM', index, created .. id)
    if name == 'w' and redis.call('EXISTS', index) == 0 then redis.call('ZREM', of_list(list, 'words'), value) end
  end
end

-- The lines of an item's entry, as a set, and its key in the order of creation; nothing if it has none.
local function entry_of(list, id)
  local entry = redis.call('HGET', of_list(list, 'entries'), id)
  if not entry then return {}, nil end
  local lines = {}
  for line in entry:gmatch('[^\n]+') do lines[line] = true end
  return lines, entry:match('\n#created=([^\n]*)')
end

-- The words that an item is found by, as lines.
local function words_of(list, id)
  local words = {}
  for line in pairs((entry_of(list, id))) do
    if line:find('^w=') then words[#words + 1] = line end
  end
  return words
end

-- Marks: lines beside an item's entry, one for each who holds it. However many they are, another costs the same.
local function has_line(entry, line) return entry:find('\n' .. line .. '\n', 1, true) end

local function each_mark(list, id, change, created)
  for _, line in ipairs(redis.call('SMEMBERS', of_list(list, 'marks', id))) do change(list, id, created, line) end
end

-- Adds one line to what an item is found by, or takes it away, for example another owner ('owner=…').
local function mark_item(list, id, line, present)
  local entry = redis.call('HGET', of_list(list, 'entries'), id)
  if not entry then return end
  local created, at = entry:match('\n#created=([^\n]*)'), has_line(entry, line)
  if present then
    if at or redis.call('SADD', of_list(list, 'marks', id), line) == 0 then return end
    enter_index(list, id, created, line)
  else
    redis.call('SREM', of_list(list, 'marks', id), line)
    if at then redis.call('HSET', of_list(list, 'entries'), id, entry:sub(1, at) .. entry:sub(at + #line + 2)) end
    leave_index(list, id, created, line)
  end
end

-- Makes an item findable by new facts, instead of those from before. facts: created (ms), lines, words (the video that
-- lends it its words, or absent).
local function index_item(list, id, seq, facts)
  local created = created_key(facts.created, seq)
  local before, created_before = entry_of(list, id)
  local lines, kept = {'#created=' .. created}, {}
  for _, line in ipairs(facts.lines) do lines[#lines + 1] = line end
  for _, line in ipairs(facts.words and words_of('videos', facts.words) or {}) do lines[#lines + 1] = line end
  for _, line in ipairs(lines) do kept[line] = created == created_before end
  for line in pairs(before) do
    if not kept[line] then leave_index(list, id, created_before, line) end
  end
  if created_before and created_before ~= created then
    each_mark(list, id, leave_index, created_before)
    each_mark(list, id, enter_index, created)
  end
  for _, line in ipairs(lines) do
    if not (kept[line] and before[line]) then enter_index(list, id, created, line) end
  end
  redis.call('HSET', of_list(list, 'entries'), id, '\n' .. table.concat(lines, '\n') .. '\n')
end

-- Lets an item be found no more. Answers whether it was.
local function forget_item(list, id)
  local lines, created = entry_of(list, id)
  for line in pairs(lines) do leave_index(list, id, created, line) end
  if created then each_mark(list, id, leave_index, created) end
  redis.call('DEL', of_list(list, 'marks', id))
  return redis.call('HDEL', of_list(list, 'entries'), id) == 1
end

-- Names: a newer version takes one over.
local function name_video(video, identity)
  local known = '{autoclip}:known'
  local before = redis.call('HGET', known, identity)
  if before and before ~= video then redis.call('SREM', '{autoclip}:names:' .. before, identity) end
  redis.call('HSET', known, identity, video)
  redis.call('SADD', '{autoclip}:names:' .. video, identity)
end

-- Holdings: each video that an owner holds, with its bytes, and their sum.
local function sum_of_files(doc)
  local readable, video = pcall(cjson.decode, doc)
  if not readable or type(video) ~= 'table' then return 0 end
  local bytes = 0
  local function add(file)
    if type(file) == 'table' and type(file.size) == 'number' then bytes = bytes + file.size end
  end
  add(video.media)
  add(video.thumbnail)
  for _, file in ipairs(type(video.others) == 'table' and video.others or {}) do add(file) end
  return bytes
end

local sums = {} -- many may come to hold the same video in one step
local function bytes_of(doc)
  sums[doc] = sums[doc] or sum_of_files(doc)
  return sums[doc]
end

-- A video counts in full, with its clips, for each who holds it, and once.
local function count_holding(video, owner)
  local clips = tonumber(redis.call('HGET', '{autoclip}:parts:' .. video, 'bytes') or 0)
  local bytes, holdings = bytes_of(redis.call('GET', '{autoclip}:video:' .. video)) + clips, '{autoclip}:holdings:' .. owner
  local before = tonumber(redis.call('ZSCORE', holdings, video) or 0)
  redis.call('ZADD', holdings, bytes, video)
  redis.call('HINCRBY', '{autoclip}:held-bytes', owner, string.format('%.0f', bytes - before))
end

-- Before there were holders, a video had the one owner that its record names: who is told here, once.
local function adopt_owner(video)
  local holders = '{autoclip}:holders:' .. video
  if redis.call('EXISTS', holders) == 1 then return nil end
  local readable, record = pcall(cjson.decode, redis.call('GET', '{autoclip}:video:' .. video))
  local owner = readable and type(record) == 'table' and record.owner
  if type(owner) ~= 'string' then return nil end
  redis.call('SADD', holders, owner)
  return owner
end

-- Parts of a video: its clips, and where its scenes change. 'parts' counts for each attempt what points at its objects.
local function count_clip_bytes(video, bytes)
  redis.call('HINCRBY', '{autoclip}:parts:' .. video, 'bytes', string.format('%.0f', bytes))
  redis.call('HINCRBY', of_list('videos', 'sums'), 'bytes', string.format('%.0f', bytes))
  for _, owner in ipairs(redis.call('SMEMBERS', '{autoclip}:holders:' .. video)) do count_holding(video, owner) end
end

local function attempt_of(doc) return cjson.decode(doc).prefix:match('([^/]+)/$') end

-- What an attempt has stored goes; until it has, where it lies is noted.
local function drop_part(video, attempt)
  redis.call('HDEL', '{autoclip}:parts:' .. video, attempt)
  redis.call('ZADD', '{autoclip}:deleted', redis.call('TIME')[1], 'videos/' .. video .. '/' .. attempt .. '/')
end

-- The scenes of a video are no clips, and stay.
local function drop_clips(video)
  local clips, attempts = '{autoclip}:clips:' .. video, {}
  for _, id in ipairs(redis.call('ZRANGE', clips, 0, -1)) do
    local doc = redis.call('GET', '{autoclip}:clip:' .. id)
    if doc then attempts[attempt_of(doc)] = true end
    redis.call('DEL', '{autoclip}:clip:' .. id)
  end
  for attempt in pairs(attempts) do drop_part(video, attempt) end
  redis.call('DEL', clips)
  count_clip_bytes(video, 0 - tonumber(redis.call('HGET', '{autoclip}:parts:' .. video, 'bytes') or 0))
end

local function has_too_many(parts)
  local before = parts.replace and 0 or redis.call('ZCARD', '{autoclip}:clips:' .. parts.video)
  return before + #parts.clips > parts.most
end

-- Makes what an attempt has stored visible, the whole of it.
local function publish_parts(parts)
  local video, bytes = parts.video, 0
  if parts.replace then drop_clips(video) end
  for _, clip in ipairs(parts.clips) do
    redis.call('SET', '{autoclip}:clip:' .. clip.id, clip.doc)
    redis.call('ZADD', '{autoclip}:clips:' .. video, clip.start, clip.id)
    bytes = bytes + clip.bytes
  end
  if parts.scenes then
    local before = redis.call('GET', '{autoclip}:scenes:' .. video)
    if before then drop_part(video, attempt_of(before)) end
    redis.call('SET', '{autoclip}:scenes:' .. video, parts.scenes)
  end
  redis.call('HSET', '{autoclip}:parts:' .. video, parts.attempt, #parts.clips + (parts.scenes and 1 or 0))
  count_clip_bytes(video, bytes)
end

-- How sites have answered of late; of so many, and of those that were quiet for the longest no more.
local SITES_COUNTED = 200

local function note_site(site, now)
  local sites = '{autoclip}:stats:sites'
  redis.call('ZADD', sites, now, site)
  if redis.call('ZCARD', sites) > SITES_COUNTED then
    redis.call('DEL', '{autoclip}:stats:site:' .. redis.call('ZPOPMIN', sites)[1])
  end
  return '{autoclip}:stats:site:' .. site
end

local function note_success(site, now)
  local counts = note_site(site, now)
  redis.call('HINCRBY', counts, 'succeeded', 1)
  redis.call('HSET', counts, 'last_success', now)
end

-- final: whether the task has ended with it, or is tried again.
local function note_failure(site, now, code, final)
  local counts = note_site(site, now)
  redis.call('HINCRBY', counts, 'failed', final and 1 or 0)
  redis.call('HSET', counts, 'last_error', code, 'last_error_at', now)
end
