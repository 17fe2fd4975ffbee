-- Takes a round back: its number is as if it had not been, and so are the points of its deeds.
-- Includes: parts/standing.lua
-- KEYS: round, joinable, voided, due, unfinished, open rounds of its feed, deeds, tally of its space, boards of the round
-- ARGV: round id, when, prefix of members' tallies, space, topic
-- Gives 1, or 0 when there is nothing to take back.
local status = redis.call('HGET', KEYS[1], 'status')
if not status or status == 'void' or status == 'failed' then return 0 end
redis.call('HSET', KEYS[1], 'status', 'void')
redis.call('HSETNX', KEYS[1], 'closedAt', ARGV[2])
redis.call('SREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[4], 'close:' .. ARGV[1])
redis.call('SREM', KEYS[5], ARGV[1])
redis.call('SREM', KEYS[6], ARGV[1])
local number = redis.call('HGET', KEYS[1], 'number')
if number then redis.call('SADD', KEYS[3], number) end
takeBack(KEYS[7], 9, #KEYS, ARGV[3], KEYS[8], ARGV[4], ARGV[5])
return 1
