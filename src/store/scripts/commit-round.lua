-- Saves a round as `posting`, with its number, and moves the deck on, all at once and before anything is sent.
-- KEYS: round, feed, deck, queued, numbers, joinable, unfinished, content, lease
-- ARGV: round id, extra (1 or 0), deck revision as it was read, cycle, dealt (JSON),
--       content (JSON; empty: it was handed over before),
--       how long whoever commits holds the first lease, ms; under it the first try begins,
--       how many queued ids follow, the queued ids, then field and value pairs of the round
-- Gives the round's number ('' for an extra) behind 'committed'; or 'exists', 'changed', 'no-feed', or 'no-content'
-- where it is not kept after all.
if redis.call('EXISTS', KEYS[1]) == 1 then return { 'exists' } end
local feed = redis.call('GET', KEYS[2])
local extra = ARGV[2] == '1'
if not feed or (cjson.decode(feed).off and not extra) then return { 'no-feed' } end
if (redis.call('HGET', KEYS[3], 'revision') or '0') ~= ARGV[3] then return { 'changed' } end
if ARGV[6] == '' and redis.call('EXISTS', KEYS[8]) == 0 then return { 'no-content' } end
redis.call('HSET', KEYS[3], 'cycle', ARGV[4], 'dealt', ARGV[5], 'revision', tonumber(ARGV[3]) + 1)
redis.call('DEL', KEYS[4])
local queued = tonumber(ARGV[8])
for index = 9, 8 + queued do redis.call('RPUSH', KEYS[4], ARGV[index]) end
for index = 9 + queued, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[index], ARGV[index + 1]) end
redis.call('HSET', KEYS[1], 'fence', 1, 'tries', 1)
redis.call('SET', KEYS[9], 1, 'PX', ARGV[7])
local number = ''
if not extra then
  number = redis.call('RPUSH', KEYS[5], ARGV[1])
  redis.call('HSET', KEYS[1], 'number', number)
end
redis.call('SADD', KEYS[6], ARGV[1])
redis.call('SADD', KEYS[7], ARGV[1])
-- Written where it differs alone, so that a thousand posts of a question reach the disk with one copy. It differs
-- when the folder of questions was moved: where its figures lie stands in it.
if ARGV[6] ~= '' and redis.call('GET', KEYS[8]) ~= ARGV[6] then redis.call('SET', KEYS[8], ARGV[6]) end
return { 'committed', number }
