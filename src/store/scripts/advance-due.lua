-- Moves a due thing on, only if it still stands at the instant it was read with.
-- KEYS: due
-- ARGV: member, the instant it was read with, next instant (empty: take it out)
-- Gives 1, or 0 when it was moved meanwhile.
local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not score or tonumber(score) ~= tonumber(ARGV[2]) then return 0 end
if ARGV[3] == '' then
  redis.call('ZREM', KEYS[1], ARGV[1])
else
  redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
end
return 1
