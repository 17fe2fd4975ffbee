-- Gives a lease up early, if it is still the newest one.
-- KEYS: lease
-- ARGV: fence
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
