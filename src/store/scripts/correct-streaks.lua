-- Puts streaks right that were looked at; one that has changed since it was read stays.
-- KEYS: streaks
-- ARGV: for each: user id, the streak as it was read, as it is (0: takes the member off)
for index = 1, #ARGV, 3 do
  local user, to = ARGV[index], tonumber(ARGV[index + 2])
  if tonumber(redis.call('ZSCORE', KEYS[1], user) or '0') == tonumber(ARGV[index + 1]) then
    if to > 0 then
      redis.call('ZADD', KEYS[1], to, user)
    else
      redis.call('ZREM', KEYS[1], user)
    end
  end
end
return 1
