-- Removes a member's tallies. Those of their spaces keep what was tried, and count a member less in each topic.
-- KEYS: tally of the member
-- ARGV: prefix of the keys of spaces
-- Gives how many keys were removed.
local all = redis.call('HGETALL', KEYS[1])
for index = 1, #all, 2 do
  local spaceKey = ARGV[1] .. all[index] .. ':tally'
  for topic in string.gmatch(all[index + 1], '(%u+),%d+,%d+') do
    local there = redis.call('HGET', spaceKey, topic)
    if there then
      local tried, right, members = string.match(there, '(%d+),(%d+),(%d+)')
      members = math.max(0, tonumber(members) - 1)
      redis.call('HSET', spaceKey, topic, string.format('%s,%s,%d', tried, right, members))
    end
  end
end
return redis.call('DEL', KEYS[1])
