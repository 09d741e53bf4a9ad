-- Lists the live workers. Answers {worker, info JSON, …}.
local answer, now = {}, now_ms()
for _, worker in ipairs(redis.call('ZRANGEBYSCORE', key('workers'), now, now + FAR_AHEAD)) do
  answer[#answer + 1] = worker
  answer[#answer + 1] = redis.call('HGET', key('worker', worker), 'info')
end
return answer
