-- Gives a round up that never reached its channel: its number is as if it had not been, its question comes next.
-- Includes: parts/standing.lua
-- KEYS: round, unfinished, joinable, voided, deck, queued, deeds, tally of its space, boards of the round
-- ARGV: round id, fence, prefix of members' tallies, space, topic
-- Gives 1, or 0 when the lease is not the newest or the round is not `posting`.
if redis.call('HGET', KEYS[1], 'status') ~= 'posting' then return 0 end
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'status', 'failed')
redis.call('SREM', KEYS[2], ARGV[1])
redis.call('SREM', KEYS[3], ARGV[1])
local number = redis.call('HGET', KEYS[1], 'number')
if number then redis.call('SADD', KEYS[4], number) end
local question = redis.call('HGET', KEYS[1], 'question')
redis.call('LREM', KEYS[6], 0, question)
-- A question that fails twice in a row may be the cause itself: it then waits for the deck's next turn.
if redis.call('HGET', KEYS[5], 'failed') ~= question then redis.call('LPUSH', KEYS[6], question) end
redis.call('HSET', KEYS[5], 'failed', question)
redis.call('HINCRBY', KEYS[5], 'revision', 1)
-- A post in doubt may have stood there long enough to be pressed.
takeBack(KEYS[7], 9, #KEYS, ARGV[3], KEYS[8], ARGV[4], ARGV[5])
return 1
