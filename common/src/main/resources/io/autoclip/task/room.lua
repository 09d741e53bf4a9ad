-- How many more tasks an owner may begin. ARGV: owner. Answers that, or -1 if there is no limit.
local limit = setting('owner_limit', 0)
if limit == 0 then return -1 end
return math.max(0, limit - redis.call('SCARD', key('unended', ARGV[1])))
