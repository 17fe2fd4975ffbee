-- Takes a member out of a round: their deeds stay under a name that is used once. While the round is not over, a salted
-- hash of the member locks them out of it.
-- KEYS: deeds of the round, who was forgotten in it, the round
-- ARGV: member, the name, a salt (taken where there is none yet), how long the lock holds, ms; now, how long it holds
--       once the round is over, ms
-- Gives 1, or 0 where the member did nothing in the round.
local there = redis.call('HGET', KEYS[1], ARGV[1])
if not there then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[1], ARGV[2], there)
local round = redis.call('HMGET', KEYS[3], 'status', 'number', 'closedAt', 'overAt')
if not round[1] or round[1] == 'void' or round[1] == 'failed' then return 1 end
-- An extra round is over as it closes.
local over = tonumber(round[4] or (not round[2] and round[3]) or nil)
local holds = tonumber(ARGV[4])
if over then holds = over + tonumber(ARGV[6]) - tonumber(ARGV[5]) end
if holds <= 0 then return 1 end
redis.call('HSETNX', KEYS[2], 'salt', ARGV[3])
redis.call('HSET', KEYS[2], redis.sha1hex(redis.call('HGET', KEYS[2], 'salt') .. ARGV[1]), '1')
redis.call('PEXPIRE', KEYS[2], string.format('%d', holds))
return 1
