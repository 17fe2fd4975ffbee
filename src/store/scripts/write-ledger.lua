-- Writes an entry into a feed's ledger; the same entry again changes nothing.
-- KEYS: ledger
-- ARGV: entry (JSON), its instant, how many entries to keep
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[3]))
return 1
