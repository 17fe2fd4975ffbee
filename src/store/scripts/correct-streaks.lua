-- Puts streaks right that were looked at; one that has changed since it was read stays, and so does that of somebody who
-- took part in nothing any more: they were forgotten meanwhile.
-- KEYS: streaks, then the participation of each
-- ARGV: the feed, then for each: user id, the streak as it was read, as it is (0: takes the member off)
for index = 2, #ARGV, 3 do
  local user, to = ARGV[index], tonumber(ARGV[index + 2])
  if tonumber(redis.call('ZSCORE', KEYS[1], user) or '0') == tonumber(ARGV[index + 1]) then
    if to == 0 then
      redis.call('ZREM', KEYS[1], user)
    elseif redis.call('HEXISTS', KEYS[(index - 2) / 3 + 2], ARGV[1]) == 1 then
      redis.call('ZADD', KEYS[1], to, user)
    end
  end
end
return 1
