-- Moves due things on, each only if it still stands at the instant it was read with.
-- KEYS: due
-- ARGV, three for each thing: member, the instant it was read with, next instant (empty: take it out)
-- Gives how many were moved; the others were moved meanwhile.
local moved = 0
for index = 1, #ARGV, 3 do
  local member, at, next = ARGV[index], ARGV[index + 1], ARGV[index + 2]
  local score = redis.call('ZSCORE', KEYS[1], member)
  if score and tonumber(score) == tonumber(at) then
    moved = moved + 1
    if next == '' then
      redis.call('ZREM', KEYS[1], member)
    else
      redis.call('ZADD', KEYS[1], next, member)
    end
  end
end
return moved
