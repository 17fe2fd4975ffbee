-- Saves a feed that exists, with its next slot (empty: none).
-- KEYS: feed, due
-- ARGV: feed id, feed, next slot, the feed as it was read
-- Gives 'saved', 'changed' when somebody else saved it since, or 'gone'.
local known = redis.call('GET', KEYS[1])
if not known then return 'gone' end
if known ~= ARGV[4] then return 'changed' end
redis.call('SET', KEYS[1], ARGV[2])
if ARGV[3] == '' then
  redis.call('ZREM', KEYS[2], 'post:' .. ARGV[1])
else
  redis.call('ZADD', KEYS[2], ARGV[3], 'post:' .. ARGV[1])
end
return 'saved'
