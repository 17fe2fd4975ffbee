-- Takes or extends a named lease.
-- KEYS: lease
-- ARGV: owner, how long (ms)
-- Gives 1 when `owner` holds it now.
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
