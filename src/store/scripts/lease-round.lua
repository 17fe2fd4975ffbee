-- Takes the lease on a round's record. Nobody may take it again while it is held, not even its holder: two jobs of one
-- process are two workers. It ends by itself, by Redis' own clock.
-- KEYS: round, lease
-- ARGV: how long, ms
-- Gives {fence, 0}; or {0, ms that it is still held}.
local left = redis.call('PTTL', KEYS[2])
if left > 0 then return { 0, left } end
local fence = redis.call('HINCRBY', KEYS[1], 'fence', 1)
redis.call('SET', KEYS[2], fence, 'PX', ARGV[1])
return { fence, 0 }
