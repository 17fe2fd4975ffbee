-- Saves a new feed with its first slot, unless there are too many it is counted with. The same feed again changes nothing.
-- KEYS: feed, channels of its space (or DMs of it: channel to feed ids with commas between), all feeds, due,
--       and for a personal feed all that its member ever had
-- ARGV: feed id, feed, first slot, limit, channel, counted with ('all': feeds of these channels, 'own': of its channel)
-- Gives 'created' or 'too-many'.
if redis.call('EXISTS', KEYS[1]) == 1 then return 'created' end
local there = redis.call('HGET', KEYS[2], ARGV[5]) or ''
local counted = { there }
if ARGV[6] == 'all' then counted = redis.call('HVALS', KEYS[2]) end
local count = 0
for _, ids in ipairs(counted) do
  for _ in string.gmatch(ids, '[^,]+') do count = count + 1 end
end
if count >= tonumber(ARGV[4]) then return 'too-many' end
redis.call('SET', KEYS[1], ARGV[2])
if KEYS[5] then redis.call('SADD', KEYS[5], ARGV[1]) end
redis.call('HSET', KEYS[2], ARGV[5], there == '' and ARGV[1] or there .. ',' .. ARGV[1])
redis.call('SADD', KEYS[3], ARGV[1])
redis.call('ZADD', KEYS[4], ARGV[3], 'post:' .. ARGV[1])
return 'created'
