-- Removes a feed from every index and from the due set; its rounds and their deeds stay.
-- KEYS: feed, channels of its space (or DMs of it: channel to feed ids with commas between), all feeds, due
-- ARGV: feed id, channel
-- Gives 1, or 0 when it was removed before.
local rest = {}
for id in string.gmatch(redis.call('HGET', KEYS[2], ARGV[2]) or '', '[^,]+') do
  if id ~= ARGV[1] then rest[#rest + 1] = id end
end
if #rest > 0 then
  redis.call('HSET', KEYS[2], ARGV[2], table.concat(rest, ','))
else
  redis.call('HDEL', KEYS[2], ARGV[2])
end
redis.call('SREM', KEYS[3], ARGV[1])
redis.call('ZREM', KEYS[4], 'post:' .. ARGV[1])
return redis.call('DEL', KEYS[1])
