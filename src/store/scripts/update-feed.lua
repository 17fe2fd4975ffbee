-- Saves a feed that exists, with its next slot (empty: none).
-- KEYS: feed, due
-- ARGV: feed id, feed (JSON), next slot
-- Gives 1, or 0 when the feed was removed.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
if ARGV[3] == '' then
  redis.call('ZREM', KEYS[2], 'post:' .. ARGV[1])
else
  redis.call('ZADD', KEYS[2], ARGV[3], 'post:' .. ARGV[1])
end
return 1
