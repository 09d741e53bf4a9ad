-- Puts a message aside that nobody can read. ARGV: id, body in Base64, reason, how long it is kept (ms).
redis.call('HSET', key('dead-letter', ARGV[1]), 'body', ARGV[2], 'reason', ARGV[3], 'died_at', now_ms())
redis.call('PEXPIRE', key('dead-letter', ARGV[1]), ARGV[4])
redis.call('ZADD', key('dead-letters'), redis.call('INCR', key('sequence')), ARGV[1])
return 1
