-- Keeps the words of a written answer. The first of a round sets when all of them are forgotten, so that none is kept longer.
-- Of whoever was forgotten since they sent it, none is kept.
-- KEYS: answers of the round, who was forgotten in it
-- ARGV: member, words, how long they are kept, ms
local salt = redis.call('HGET', KEYS[2], 'salt')
if salt and redis.call('HEXISTS', KEYS[2], redis.sha1hex(salt .. ARGV[1])) == 1 then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1
