-- Reads the newest round of a feed, in one question.
-- KEYS: newest of the feed
-- ARGV: prefix of round keys
-- Gives its fields and values; nothing where there is none.
local id = redis.call('GET', KEYS[1])
if not id then return {} end
return redis.call('HGETALL', ARGV[1] .. id)
