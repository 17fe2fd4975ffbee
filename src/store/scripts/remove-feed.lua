-- Removes a feed from every index and from the due set; its rounds and their deeds stay.
-- KEYS: feed, feeds of its space, feeds of its channel, all feeds, due, feeds it is counted with
-- ARGV: feed id
-- Gives 1, or 0 when it was removed before.
redis.call('SREM', KEYS[2], ARGV[1])
redis.call('SREM', KEYS[3], ARGV[1])
redis.call('SREM', KEYS[4], ARGV[1])
redis.call('SREM', KEYS[6], ARGV[1])
redis.call('ZREM', KEYS[5], 'post:' .. ARGV[1])
return redis.call('DEL', KEYS[1])
