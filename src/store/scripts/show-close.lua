-- Notes that a round's post shows its close, or never will: from now on nothing of it is due.
-- KEYS: round, due
-- ARGV: round id
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], 'closeShown', '1') end
redis.call('ZREM', KEYS[2], 'close:' .. ARGV[1])
return 1
