-- How many more tasks an owner may begin. ARGV: owner, their parent or ''. Answers that, or -1 if there is no limit.
local limit = setting('owner_limit', 0)
if limit == 0 then return -1 end
return math.max(0, limit - redis.call('SCARD', unended(ARGV[1], ARGV[2])))
