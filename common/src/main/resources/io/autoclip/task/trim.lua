-- Forgets tasks that ended long ago. ARGV: how long ago (ms), how many at the most. Answers how many.
-- A task of a newer schema is left untouched, and looked at again tomorrow.
local now, forgotten = now_ms(), 0

-- A list counts the children that are known.
local function forget_child(parent, id, status)
  if parent == '' or redis.call('ZREM', key('children', parent), id) == 0 then return end
  redis.call('HINCRBY', key('children-counts', parent), status, -1)
end

for _, id in ipairs(redis.call('ZRANGEBYSCORE', key('ended'), '-inf', now - tonumber(ARGV[1]), 'LIMIT', 0, ARGV[2])) do
  local task = redis.call('HMGET', key('task', id), 'schema', 'status', 'parent')
  if is_newer(task[1]) then
    redis.call('ZADD', key('ended'), now - tonumber(ARGV[1]) + DAY, id)
  else
    redis.call('DEL', key('task', id), key('progress', id), key('log', id))
    forget_item('tasks', id)
    redis.call('DEL', key('children', id), key('children-counts', id))
    redis.call('ZREM', key('cascades'), id)
    forget_child(task[3] or '', id, task[2])
    redis.call('ZREM', key('tasks'), id)
    if task[2] then redis.call('ZREM', key('tasks', task[2]), id) end
    redis.call('ZREM', key('dead-letters'), id)
    redis.call('ZREM', key('ended'), id)
    forgotten = forgotten + 1
  end
end
-- Messages that nobody could read expire by themselves, and here as many are taken off the list. Who died first is first.
for _, id in ipairs(redis.call('ZRANGE', key('dead-letters'), 0, ARGV[2] - 1)) do
  if redis.call('EXISTS', key('dead-letter', id), key('task', id)) == 0 then redis.call('ZREM', key('dead-letters'), id) end
end
return forgotten
