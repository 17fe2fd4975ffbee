-- Puts a question behind those that managers put on top of a deck before; one that is there already stays in its place.
-- KEYS: deck, queued
-- ARGV: question id
for _, question in ipairs(redis.call('LRANGE', KEYS[2], 0, -1)) do
  if question == ARGV[1] then return 0 end
end
redis.call('RPUSH', KEYS[2], ARGV[1])
redis.call('HINCRBY', KEYS[1], 'revision', 1)
return 1
