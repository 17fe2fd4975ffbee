-- Writes a member's cards, each where it stands, and the notes beside them, if nobody wrote since they were read.
-- KEYS: notes, cards
-- ARGV: notes as they were read (empty: none), notes, then for each card where it stands and its text
-- Gives 1; 0 where other notes stand there.
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
for index = 3, #ARGV, 2 do redis.call('SETRANGE', KEYS[2], ARGV[index], ARGV[index + 1]) end
return 1
