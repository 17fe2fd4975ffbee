-- Puts what is kept of a member's reminders in place of what was read, and with it when to look at the member.
-- KEYS: reminders of the member, due
-- ARGV: as it was read (empty: nothing), as it is to be (empty: nothing), what stands in due for the member,
--       when to look (empty: as it is; 'never': not at all; else an instant, unless a sooner one stands there)
-- Gives 1, or 0 where something else stands there than was read.
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
if ARGV[2] == '' then
  redis.call('DEL', KEYS[1])
elseif ARGV[2] ~= ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2])
end
if ARGV[4] == 'never' then
  redis.call('ZREM', KEYS[2], ARGV[3])
elseif ARGV[4] ~= '' then
  local known = redis.call('ZSCORE', KEYS[2], ARGV[3])
  if not known or tonumber(known) > tonumber(ARGV[4]) then redis.call('ZADD', KEYS[2], ARGV[4], ARGV[3]) end
end
return 1
