-- Puts a feed's text without its creator in place of the one that was read.
-- KEYS: feed
-- ARGV: the feed as it was read, the feed without its creator
-- Gives 1, or 0 where the feed was changed or removed since.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1
