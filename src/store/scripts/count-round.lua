-- Puts what a round adds to its question's count in place of what it added before.
-- KEYS: round, counts of the space
-- ARGV: question, right ones, attempts
local status = redis.call('HGET', KEYS[1], 'status')
if not status then return end
local function read(text)
  local right, attempts = string.match(text or '', '^(%d+),(%d+)$')
  return tonumber(right) or 0, tonumber(attempts) or 0
end
local right, attempts = tonumber(ARGV[2]), tonumber(ARGV[3])
-- Taken back, whichever of the two came first: it is as if it had not been.
if status == 'void' or status == 'failed' then right, attempts = 0, 0 end
local oldRight, oldAttempts = read(redis.call('HGET', KEYS[1], 'counted'))
if right == oldRight and attempts == oldAttempts then return end
local allRight, allAttempts = read(redis.call('HGET', KEYS[2], ARGV[1]))
allRight = math.max(0, allRight + right - oldRight)
allAttempts = math.max(0, allAttempts + attempts - oldAttempts)
redis.call('HSET', KEYS[1], 'counted', right .. ',' .. attempts)
if allAttempts == 0 then
  redis.call('HDEL', KEYS[2], ARGV[1])
else
  redis.call('HSET', KEYS[2], ARGV[1], allRight .. ',' .. allAttempts)
end
