-- Lists the live workers. Answers {worker, info JSON, …}.
local answer = {}
each_worker(now_ms(), 'info', function(worker, info)
  answer[#answer + 1] = worker
  answer[#answer + 1] = info
end)
return answer
