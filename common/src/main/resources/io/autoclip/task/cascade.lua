-- Asks for the end of the children of a list that stops, or has ended without success, and whose record that does not
-- change. ARGV: list. Answers 1 if some of them live, else 0.
local list = redis.call('HMGET', key('task', ARGV[1]), 'kind', 'status', 'cancel')
if list[1] ~= 'playlist' then return 0 end
if list[2] == 'failed' or list[2] == 'cancelled' or list[3] == '1' then begin_cascade(ARGV[1]) end
return redis.call('ZSCORE', key('cascades'), ARGV[1]) and 1 or 0
