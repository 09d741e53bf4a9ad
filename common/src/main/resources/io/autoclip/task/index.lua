-- Makes records of an older AutoClip findable. ARGV[1] JSON: list, from and done (from where and how far was looked), items, of which each is
--   id, position, entry, sha1 (of the record that was read), doc (what Redis is to hold of a video instead, or absent)
-- What has changed, gone or become findable meanwhile is left alone: it is as its own step has made it, or looked at again.
local command = cjson.decode(ARGV[1])
local list = command.list

local function record(id)
  if list == 'videos' then return redis.call('GET', key('video', id)) end
  return redis.call('HGET', key('task', id), 'doc')
end

local function is_unchanged(item)
  local doc = record(item.id)
  return doc and redis.sha1hex(doc) == item.sha1 and redis.call('HEXISTS', of_list(list, 'entries'), item.id) == 0
end

-- A video of before there were holders has its owner; one that others have come to hold since is theirs, too.
local function count_holders(video)
  adopt_owner(video)
  for _, owner in ipairs(redis.call('SMEMBERS', key('holders', video))) do
    mark_item('videos', video, 'owner=' .. owner, true)
    count_holding(video, owner)
  end
end

local missed
for _, item in ipairs(command.items) do
  if is_unchanged(item) then
    if item.doc then redis.call('SET', key('video', item.id), item.doc) end
    index_item(list, item.id, item.position, item.entry)
    if list == 'videos' then count_holders(item.id) end
  elseif record(item.id) and redis.call('HEXISTS', of_list(list, 'entries'), item.id) == 0 then
    missed = true
  end
end
-- Redis may have lost all its data meanwhile.
if not missed and (redis.call('GET', of_list(list, 'indexed')) or '0') == command.from then
  redis.call('SET', of_list(list, 'indexed'), command.done)
end
return missed and 0 or 1
