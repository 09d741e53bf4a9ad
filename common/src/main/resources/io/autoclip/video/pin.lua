-- Pins a video of the library, or takes its pin away. KEYS: the video, the pinned. ARGV: id, SADD or SREM.
-- Answers whether it is in the library.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call(ARGV[2], KEYS[2], ARGV[1])
return 1
