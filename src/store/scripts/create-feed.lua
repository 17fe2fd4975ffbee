-- Saves a new feed with its first slot, unless there are too many it is counted with. The same feed again changes nothing.
-- KEYS: feed, feeds of its space, feeds of its channel, all feeds, due, feeds it is counted with
-- ARGV: feed id, feed (JSON), first slot, limit
-- Gives 'created' or 'too-many'.
if redis.call('EXISTS', KEYS[1]) == 1 then return 'created' end
if redis.call('SCARD', KEYS[6]) >= tonumber(ARGV[4]) then return 'too-many' end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('SADD', KEYS[3], ARGV[1])
redis.call('SADD', KEYS[4], ARGV[1])
redis.call('SADD', KEYS[6], ARGV[1])
redis.call('ZADD', KEYS[5], ARGV[3], 'post:' .. ARGV[1])
return 'created'
