-- Marks a round as open once it was sent, and ends the feed's round before it.
-- KEYS: round, newest of its feed, newest in its channel, messages of its channel, due, unfinished, windows,
--       open rounds of its feed, ledger of its feed
-- ARGV: round id, fence, message, when the platform took it, prefix of round keys, closing time (empty: none),
--       what the ledger says of it (JSON), the instant of that, how many entries to keep,
--       prefix of keys of who was forgotten in a round, how long those last once it is over, ms
-- Gives {'opened' | 'already' | 'fenced', the previous round whose close is due now (empty: none)}.
if redis.call('HGET', KEYS[1], 'status') ~= 'posting' then return { 'already', '' } end
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[2] then return { 'fenced', '' } end
redis.call('HSET', KEYS[1], 'status', 'open', 'openedAt', ARGV[4], 'message', ARGV[3])
redis.call('ZADD', KEYS[9], ARGV[8], ARGV[7])
redis.call('ZREMRANGEBYRANK', KEYS[9], 0, -1 - tonumber(ARGV[9]))
redis.call('HSET', KEYS[4], ARGV[3], ARGV[1])
redis.call('SET', KEYS[3], ARGV[1])
redis.call('SREM', KEYS[6], ARGV[1])
redis.call('SADD', KEYS[8], ARGV[1])
if ARGV[6] ~= '' then
  redis.call('HSET', KEYS[1], 'closesAt', ARGV[6])
  redis.call('ZADD', KEYS[5], ARGV[6], 'close:' .. ARGV[1])
end
local number = redis.call('HGET', KEYS[1], 'number')
if not number then return { 'opened', '' } end
redis.call('HSET', KEYS[7], number, ARGV[4] .. ',')
local previous = redis.call('GET', KEYS[2])
if not previous then
  redis.call('SET', KEYS[2], ARGV[1])
  return { 'opened', '' }
end
local before = ARGV[5] .. previous
if tonumber(redis.call('HGET', before, 'number')) > tonumber(number) then
  -- A younger round of the feed opened first: this one is over as it comes.
  redis.call('HSET', KEYS[1], 'overAt', ARGV[4])
  redis.call('ZADD', KEYS[5], ARGV[4], 'close:' .. ARGV[1])
  return { 'opened', '' }
end
redis.call('SET', KEYS[2], ARGV[1])
-- Never before its close, whatever the platform's clock says: what was settled then stays.
local closed = tonumber(redis.call('HGET', before, 'closedAt') or '0')
redis.call('HSETNX', before, 'overAt', closed > tonumber(ARGV[4]) and string.format('%d', closed) or ARGV[4])
redis.call('PEXPIRE', ARGV[10] .. previous, ARGV[11])
if redis.call('HGET', before, 'status') ~= 'open' then return { 'opened', '' } end
redis.call('ZADD', KEYS[5], ARGV[4], 'close:' .. previous)
return { 'opened', previous }
