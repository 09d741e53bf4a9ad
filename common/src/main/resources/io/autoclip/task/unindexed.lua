-- Reads what one of the library's lists does not find yet: records of an older AutoClip. ARGV: list, how many to look at.
-- Answers {from where, how far was looked, 'more' or 'end', id, position, record, id, position, record …}.
local list, count = ARGV[1], tonumber(ARGV[2])
local done = redis.call('GET', of_list(list, 'indexed')) or '0'
local page = redis.call('ZRANGEBYSCORE', key(list), '(' .. done, '+inf', 'WITHSCORES', 'LIMIT', 0, count)
local answer = {done, done, #page < 2 * count and 'end' or 'more'}
for i = 1, #page, 2 do
  local id, position = page[i], page[i + 1]
  answer[2] = position
  if redis.call('HEXISTS', of_list(list, 'entries'), id) == 0 then
    local doc
    if list == 'videos' then
      doc = redis.call('GET', key('video', id))
    else
      doc = redis.call('HGET', key('task', id), 'doc')
    end
    if doc then
      answer[#answer + 1] = id
      answer[#answer + 1] = position
      answer[#answer + 1] = doc
    end
  end
end
return answer
