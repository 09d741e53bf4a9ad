-- Gives an admission back that could not be published. ARGV: task, admission. Answers whether it was the present one.
local id = ARGV[1]
local task = redis.call('HMGET', key('task', id), 'admission', 'site', 'owner', 'schema')
if is_newer(task[4]) then return 0 end
if task[1] ~= ARGV[2] or not redis.call('ZSCORE', key('admitted'), id) then return 0 end
give_back(id, task[2], task[3])
return 1
