-- Finds one page of a list. ARGV[1] JSON: list, order, descending, after (the place that the page before ended at, or
-- absent), limit, values (lines of which all must be there), words (beginnings of words of which all must be there),
-- ranges [{order, low, high}] (keys; low or high may be absent), most (how many items to look at).
-- Answers {place to go on after or '', id, id …}. A page may be short and still have a place to go on after: what a
-- request costs is bounded, not how long it takes to come across the few that fit.
local query = cjson.decode(ARGV[1])
local list, order, descending = query.list, query.order, query.descending
local ID, CHUNK = 26, 100
local FEW = query.most / 2 -- so few are put in order here
local MOST_SPELLINGS = 16 -- of a beginning of a word, in lists of their own

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

-- What must hold of an entry: each {text} that it must contain, or {order, low, high}.
local conditions = {}

-- What the items can be drawn from: lists that together have all that fit, in the order of creation. `answers` is the
-- condition that each of them fulfils by being there.
local sources, has_none = {}, false

local function add_source(keys, condition)
  local size = 0
  for _, each in ipairs(keys) do size = size + redis.call('ZCARD', each) end
  if size == 0 then has_none = true end
  sources[#sources + 1] = {keys = keys, size = size, answers = condition}
end

local function want_value(line)
  local condition = {text = '\n' .. line .. '\n'}
  conditions[#conditions + 1] = condition
  add_source({of_list(list, 'with', line)}, condition)
end

-- A beginning that too many words have is looked for in the entries alone.
local function want_word(beginning)
  local condition = {text = '\nw=' .. beginning}
  conditions[#conditions + 1] = condition
  local words = redis.call('ZRANGEBYLEX', of_list(list, 'words'), '[' .. beginning, '[' .. beginning .. '\255',
    'LIMIT', 0, MOST_SPELLINGS + 1)
  if #words > MOST_SPELLINGS then return end
  local keys = {}
  for i, word in ipairs(words) do keys[i] = of_list(list, 'with', 'w=' .. word) end
  add_source(keys, condition)
end

local own = {} -- the bounds of the order itself
local function want_range(range)
  if range.order == order then own = range else conditions[#conditions + 1] = range end
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

local function fits(entry, answered)
  for _, condition in ipairs(conditions) do
    if condition == answered then -- it does
    elseif condition.text then
      if not entry:find(condition.text, 1, true) then return false end
    elseif not is_within(condition, key_in(entry, condition.order)) then
      return false
    end
  end
  return true
end

-- The bounds as Redis reads them: from where the page begins to where the order ends for it.
local lowest = own.low and '[' .. own.low or own.high and '[0' or '-' -- '-', what is not known, comes before '0'
local highest = own.high and '[' .. own.high .. '\255' or '+'
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

local function entries_of(members)
  local ids = {}
  for i, member in ipairs(members) do ids[i] = id_of(member) end
  return redis.call('HMGET', of_list(list, 'entries'), unpack(ids))
end

local function take(members, answered, trivial)
  local entries = not trivial and entries_of(members)
  for i, member in ipairs(members) do
    if trivial or (entries[i] and fits(entries[i], answered)) then found[#found + 1] = member end
    if #found > query.limit then return end
  end
end

-- Goes along lists that are in the wanted order.
local function walk(keys, answered)
  local trivial = #conditions == (answered and 1 or 0)
  local count = trivial and query.limit + 1 or math.max(10, math.floor(CHUNK / #keys))
  local looked_at, from = 0, first
  while true do
    local members, is_end, read_in_all = merge(keys, from, count)
    if #members > 0 then take(members, answered, trivial) end
    looked_at = looked_at + read_in_all
    if #found > query.limit then return found[query.limit] end
    if is_end then return '' end
    if looked_at >= query.most then return members[#members] end
    from = '(' .. members[#members]
  end
end

local function members_of(keys)
  local seen, members = {}, {}
  for _, each in ipairs(keys) do
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
  local members = members_of(source.keys)
  local entries = entries_of(members)
  for i, member in ipairs(members) do
    local key = entries[i] and key_in(entries[i], order)
    if key and (not (own.low or own.high) or is_within(own, key)) and fits(entries[i], source.answers) then
      local place = key .. id_of(member)
      if not query.after or is_before(query.after, place) then keep(place) end
    end
  end
  return #found > query.limit and found[query.limit] or ''
end

table.sort(sources, function(a, b) return a.size < b.size end)
local smallest = sources[1]
local place
if order == 'created' then
  place = smallest and walk(smallest.keys, smallest.answers) or walk({of_list(list, 'by', order)}, nil)
elseif smallest and smallest.size <= FEW then
  place = sort(smallest)
else
  place = walk({of_list(list, 'by', order)}, nil)
end
local answer = {place}
for i = 1, math.min(#found, query.limit) do answer[i + 1] = id_of(found[i]) end
return answer
