-- Counts without looking at any item. ARGV: the statuses of tasks.
-- Answers {videos, bytes, {tasks of each status …}, {site, {field, value, …}, site, …}}, the site that ended a task last first.
local tasks, sites = {}, {}
for i, status in ipairs(ARGV) do tasks[i] = redis.call('ZCARD', '{autoclip}:tasks:' .. status) end
for _, site in ipairs(redis.call('ZREVRANGE', '{autoclip}:stats:sites', 0, -1)) do
  sites[#sites + 1] = site
  sites[#sites + 1] = redis.call('HGETALL', '{autoclip}:stats:site:' .. site)
end
local bytes = tonumber(redis.call('HGET', of_list('videos', 'sums'), 'bytes') or 0)
return {redis.call('ZCARD', '{autoclip}:videos'), bytes, tasks, sites}
