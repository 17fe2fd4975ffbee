-- Keeps the words of a written answer. The first of a round sets when all of them are forgotten, so that none is kept longer.
-- KEYS: answers of the round
-- ARGV: member, words, how long they are kept, ms
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1
