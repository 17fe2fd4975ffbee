-- Puts a member's merged deeds in place of those they were merged with, and sets the participation bit with them.
-- KEYS: deeds of the round, participation of the member, feeds of the member
-- ARGV: member, deeds as they were read (empty: none), merged deeds, bit to set (-1: none), feed
-- Gives 1; or, where other deeds stand there than were read, those: merge with them and try again.
local there = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if there ~= ARGV[2] then return there end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
if ARGV[4] ~= '-1' then
  redis.call('SETBIT', KEYS[2], ARGV[4], 1)
  redis.call('SADD', KEYS[3], ARGV[5])
end
return 1
