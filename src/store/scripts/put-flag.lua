-- Puts what was made of a member's flag of a question in place of what it was made of, and keeps the lists with it.
-- KEYS: open flags of the member, resolved flags of the member, open flags of the space, notes to be sent,
--       all resolved flags
-- ARGV: field, open flag as it was read, resolved one as it was read, new open flag, new resolved one (each empty: none),
--       name in the space's list, when it was raised, name in the other lists, when it was resolved,
--       1 where a note is to be sent, how many may be open (empty: any number)
-- Gives 1; 0 where too many are open; or, where others stand there than were read, those: an open one and a resolved one.
local open = redis.call('HGET', KEYS[1], ARGV[1]) or ''
local resolved = redis.call('HGET', KEYS[2], ARGV[1]) or ''
if open ~= ARGV[2] or resolved ~= ARGV[3] then return { open, resolved } end

if ARGV[4] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
  redis.call('ZREM', KEYS[3], ARGV[6])
else
  local most = tonumber(ARGV[11])
  if open == '' and most and redis.call('HLEN', KEYS[1]) >= most then return 0 end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[4])
  redis.call('ZADD', KEYS[3], ARGV[7], ARGV[6])
end

if ARGV[5] == '' then
  redis.call('HDEL', KEYS[2], ARGV[1])
  redis.call('ZREM', KEYS[5], ARGV[8])
else
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[5])
  redis.call('ZADD', KEYS[5], ARGV[9], ARGV[8])
end

if ARGV[10] == '1' then
  redis.call('ZADD', KEYS[4], ARGV[9], ARGV[8])
else
  redis.call('ZREM', KEYS[4], ARGV[8])
end
return 1
