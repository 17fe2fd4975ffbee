-- Marks an open round as closed; one that is not open stays as it is.
-- It stays due until its post shows the close.
-- KEYS: round, joinable, windows, excused, open rounds of its feed, who was forgotten in it
-- ARGV: round id, when, excused (1 or 0), how long those last once it is over, ms
if redis.call('HGET', KEYS[1], 'status') ~= 'open' then return 0 end
redis.call('HSET', KEYS[1], 'status', 'closed', 'closedAt', ARGV[2])
redis.call('SREM', KEYS[2], ARGV[1])
redis.call('SREM', KEYS[5], ARGV[1])
local number = redis.call('HGET', KEYS[1], 'number')
if not number then
  -- An extra round is over as it closes.
  redis.call('PEXPIRE', KEYS[6], ARGV[4])
  return 1
end
redis.call('HSET', KEYS[3], number, redis.call('HGET', KEYS[1], 'openedAt') .. ',' .. ARGV[2])
if ARGV[3] == '1' then redis.call('SADD', KEYS[4], number) end
return 1
