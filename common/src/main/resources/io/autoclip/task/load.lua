-- Reads tasks. ARGV: ids. Answers {now, [{field, value, …}, progress or ''] …}; an unknown task is {{}, ''}.
local answer = {tostring(now_ms())}
for _, id in ipairs(ARGV) do
  answer[#answer + 1] = record_of(id)
  answer[#answer + 1] = redis.call('GET', key('progress', id)) or ''
end
return answer
