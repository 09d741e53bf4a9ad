-- Finds one page of a list. ARGV[1] JSON: list, order, descending, after (the place that the page before ended at, or
-- absent), limit, values (lines of which all must be there), words (beginnings of words of which all must be there),
-- ranges [{order, low, high}] (keys; low or high may be absent), most (what the page may cost, in members read).
-- Answers {place to go on after or '', id, id …}. A page may be short and still have a place to go on after: what a
-- request costs is bounded, not how long it takes to come across the few that fit.
local query = cjson.decode(ARGV[1])
local list, order, descending = query.list, query.order, query.descending
local ID, TAIL, CHUNK = 26, 44, 100 -- characters of an id; of the key of creation and an id; members read at once
local ENTRY = 8 -- what reading an entry costs, in members read
local FEW = query.most / 3 -- so few are put in order here, whatever it costs: the next page begins anew
local MOST_SPELLINGS, FEW_SPELLINGS = 16, 4 -- of a beginning of a word, that are read, that are checked by lists
local spent = 0

local function id_of(member) return member:sub(-ID) end

-- By bytes, as Redis sorts. Lua's own comparison depends on the locale of the machine.
local function is_less(a, b)
  for i = 1, math.min(#a, #b) do
    local x, y = a:byte(i), b:byte(i)
    if x ~= y then return x < y end
  end
  return #a < #b
end

local function is_before(a, b)
  if descending then return is_less(b, a) end
  return is_less(a, b)
end

-- What must hold: each {sets} of which one must have the item, or {text} that its entry must contain, or
-- {order, low, high}. A word has both of the former.
local conditions = {}

-- What the items can be drawn from: lists that together have all that fit, in the order of creation. `answers` is the
-- condition that each of them fulfils by being there.
local sources, has_none = {}, false

local function want(condition, keys)
  conditions[#conditions + 1] = condition
  if not keys then return end
  local size = 0
  for _, each in ipairs(keys) do size = size + redis.call('ZCARD', each) end
  if size == 0 then has_none = true end
  if #keys <= FEW_SPELLINGS then condition.sets = keys end
  sources[#sources + 1] = {keys = keys, size = size, answers = condition}
end

local function want_value(line)
  want({text = '\n' .. line .. '\n'}, {of_list(list, 'with', line)})
end

-- A beginning that too many words have is looked for in the entries alone.
local function want_word(beginning)
  local words = redis.call('ZRANGEBYLEX', of_list(list, 'words'), '[' .. beginning, '[' .. beginning .. '\255',
    'LIMIT', 0, MOST_SPELLINGS + 1)
  local keys = {}
  for i, word in ipairs(words) do keys[i] = of_list(list, 'with', 'w=' .. word) end
  want({text = '\nw=' .. beginning}, #words <= MOST_SPELLINGS and keys or nil)
end

-- The bounds as Redis reads them. '-', what is not known, comes before '0' and is in no range.
local function bounds_of(range)
  return range.low and '[' .. range.low or range.high and '[0' or '-', range.high and '[' .. range.high .. '\255' or '+'
end

local own = {} -- the bounds of the order itself
local function want_range(range)
  if range.order == order then
    own = range
    return
  end
  local key, lowest, highest = of_list(list, 'by', range.order), bounds_of(range)
  conditions[#conditions + 1] = range
  sources[#sources + 1] = {size = redis.call('ZLEXCOUNT', key, lowest, highest), answers = range, read = function()
    return redis.call('ZRANGEBYLEX', key, lowest, highest)
  end}
end

for _, line in ipairs(query.values) do want_value(line) end
for _, word in ipairs(query.words) do want_word(word) end
for _, range in ipairs(query.ranges) do want_range(range) end
if has_none then return {''} end

local function is_within(range, key)
  return key and key ~= '-' and not (range.low and is_less(key, range.low))
    and not (range.high and is_less(range.high .. '\255', key))
end

local function key_in(entry, name) return entry:match('\n#' .. name .. '=([^\n]*)') end

local function has(entry, condition)
  if condition.text then return entry:find(condition.text, 1, true) end
  return is_within(condition, key_in(entry, condition.order))
end

local function tails_of(members)
  local tails = {}
  for i, member in ipairs(members) do tails[i] = member:sub(-TAIL) end
  return tails
end

-- Those of the members that one of the sets has.
local function in_sets(members, sets)
  local kept, left, tails = {}, {}, tails_of(members)
  for _, set in ipairs(sets) do
    for i, score in ipairs(redis.call('ZMSCORE', set, unpack(tails))) do kept[i] = kept[i] or score end
  end
  for i, member in ipairs(members) do
    if kept[i] then left[#left + 1] = member end
  end
  spent = spent + #members * #sets
  return left
end

local function entries_of(members)
  local ids = {}
  for i, member in ipairs(members) do ids[i] = id_of(member) end
  spent = spent + #members * ENTRY
  return redis.call('HMGET', of_list(list, 'entries'), unpack(ids))
end

-- Those of the members whose entries fulfil all the conditions.
local function by_entries(members, wanted)
  local left, entries = {}, entries_of(members)
  for i, member in ipairs(members) do
    local fits = entries[i]
    for _, condition in ipairs(wanted) do fits = fits and has(entries[i], condition) end
    if fits then left[#left + 1] = member end
  end
  return left
end

-- Those of the members that fulfil all conditions, but for the one that they are known to fulfil.
local function fitting(members, answered)
  local rest = {}
  for _, condition in ipairs(conditions) do
    if condition == answered or #members == 0 then -- nothing to ask
    elseif condition.sets then members = in_sets(members, condition.sets)
    else rest[#rest + 1] = condition
    end
  end
  return (#rest > 0 and #members > 0) and by_entries(members, rest) or members
end

-- From where the page begins to where the order ends for it.
local lowest, highest = bounds_of(own)
local first, last = lowest, highest
if descending then first, last = highest, lowest end
if query.after then first = '(' .. query.after end

local function read(key, from, count)
  local command = descending and 'ZREVRANGEBYLEX' or 'ZRANGEBYLEX'
  return redis.call(command, key, from, last, 'LIMIT', 0, count)
end

-- The next members of several lists as of one, whether that is all there is, and how many were read for it.
local function merge(keys, from, count)
  if #keys == 1 then
    local members = read(keys[1], from, count)
    return members, #members < count, #members
  end
  local seen, members, read_in_all, horizon = {}, {}, 0, nil
  for _, each in ipairs(keys) do
    local some = read(each, from, count)
    read_in_all = read_in_all + #some
    if #some == count and (not horizon or is_before(some[count], horizon)) then horizon = some[count] end
    for _, member in ipairs(some) do
      if not seen[member] then members[#members + 1] = member end
      seen[member] = true
    end
  end
  table.sort(members, is_before)
  while horizon and is_before(horizon, members[#members]) do members[#members] = nil end
  return members, not horizon, read_in_all
end

local found = {} -- members, one more than the page holds if there is one

-- Goes along lists that are in the wanted order.
local function walk(keys, answered)
  local trivial = #conditions == (answered and 1 or 0)
  local count = trivial and query.limit + 1 or math.max(10, math.floor(CHUNK / #keys))
  local from = first
  while true do
    local members, is_end, read_in_all = merge(keys, from, count)
    spent = spent + read_in_all
    for _, member in ipairs(fitting(members, answered)) do
      found[#found + 1] = member
      if #found > query.limit then return found[query.limit] end
    end
    if is_end then return '' end
    if spent >= query.most then return members[#members] end
    from = '(' .. members[#members]
  end
end

local function members_of(source)
  if source.read then return source.read() end
  local seen, members = {}, {}
  for _, each in ipairs(source.keys) do
    for _, member in ipairs(redis.call('ZRANGE', each, 0, -1)) do
      if not seen[member] then members[#members + 1] = member end
      seen[member] = true
    end
  end
  return members
end

-- Keeps the places that come first, and one more than the page holds.
local function keep(place)
  local count = #found
  if count > query.limit and not is_before(place, found[count]) then return end
  local at = math.min(count, query.limit) + 1
  while at > 1 and is_before(place, found[at - 1]) do
    found[at] = found[at - 1]
    at = at - 1
  end
  found[at] = place
end

-- Puts the few that fit into the wanted order.
local function sort(source)
  local members = fitting(members_of(source), source.answers)
  local entries = #members > 0 and entries_of(members) or {}
  for i, member in ipairs(members) do
    local key = entries[i] and key_in(entries[i], order)
    if key and (not (own.low or own.high) or is_within(own, key)) then
      local place = member_of(id_of(member), member:sub(-TAIL, -ID - 1), order, key)
      if not query.after or is_before(query.after, place) then keep(place) end
    end
  end
  return #found > query.limit and found[query.limit] or ''
end

-- The shortest of what can be drawn from; for the order of creation, of what is in it.
table.sort(sources, function(a, b) return a.size < b.size end)
local smallest, shortest = sources[1], nil
for _, source in ipairs(sources) do shortest = shortest or source.keys and source end
local place
if smallest and smallest.size <= FEW and (order ~= 'created' or smallest.read) then
  place = sort(smallest)
elseif order == 'created' and shortest then
  place = walk(shortest.keys, shortest.answers)
else
  place = walk({of_list(list, 'by', order)}, nil)
end
local answer = {place}
for i = 1, math.min(#found, query.limit) do answer[i + 1] = id_of(found[i]) end
return answer
