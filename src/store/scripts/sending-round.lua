-- Notes that sending begins, under the newest lease.
-- KEYS: round
-- ARGV: fence
-- Gives which try this is, from 1; 0 when the lease is not the newest or the round is not `posting`.
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[1] then return 0 end
if redis.call('HGET', KEYS[1], 'status') ~= 'posting' then return 0 end
return redis.call('HINCRBY', KEYS[1], 'tries', 1)
