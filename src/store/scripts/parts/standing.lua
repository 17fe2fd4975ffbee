-- Used by scripts that change what deeds are worth: boards and tallies follow in the same script, so that they are
-- always the sum of what stands beside the deeds.

-- The member's id within the platform.
local function userOf(member) return string.match(member, '^[^:]*:(.*)$') or member end

-- Whether it is the name under which the deeds of somebody stand who was forgotten (forget-deeds.lua): such a one is on
-- no board and has no tally.
local function isNobody(member) return string.sub(member, 1, 1) == '~' end

-- What stands beside deeds (see deeds.ts): the deeds alone, their points, and the score (nil: not tallied).
local function recorded(text)
  local deeds, points, score = string.match(text, '^(.*)=(%d*),(%d*)$')
  if not deeds then return text, 0, nil end
  return deeds, tonumber(points) or 0, tonumber(score)
end

-- Adds to a member's points on boards `KEYS[from]` to `KEYS[to]`; `kept[i]` is how long such a board stays from its first
-- points on, ms (0: for ever). Whoever is left with none is taken off. Where a board is gone already, nothing is taken
-- from it.
local function addPoints(from, to, kept, user, points)
  if points == 0 or isNobody(user) then return end
  for index = from, to do
    if points > 0 then
      local sum = redis.call('ZINCRBY', KEYS[index], points, user)
      local stays = tonumber(kept[index - from + 1])
      -- Seldom asked: of whoever was not on it before.
      if stays > 0 and tonumber(sum) == points and redis.call('PTTL', KEYS[index]) < 0 then
        redis.call('PEXPIRE', KEYS[index], stays)
      end
    else
      local there = redis.call('ZSCORE', KEYS[index], user)
      if there and tonumber(there) + points > 0 then
        redis.call('ZINCRBY', KEYS[index], points, user)
      elseif there then
        redis.call('ZREM', KEYS[index], user)
      end
    end
  end
end

-- Adds attempts and score (in parts of a point) to the tallies of a topic: the member's in this space (of nobody: nil), and
-- the space's.
local function addTally(memberKey, spaceKey, space, topic, attempts, score)
  if attempts == 0 and score == 0 then return end
  local before, after, rest = 0, memberKey and attempts or 0, {}
  local total = score
  for code, tried, right in string.gmatch(memberKey and redis.call('HGET', memberKey, space) or '', '(%u+),(%d+),(%d+)') do
    if code == topic then
      before = tonumber(tried)
      after = before + attempts
      total = tonumber(right) + score
    else
      rest[#rest + 1] = code .. ',' .. tried .. ',' .. right
    end
  end
  if after > 0 then rest[#rest + 1] = string.format('%s,%d,%d', topic, after, total) end
  if #rest > 0 then
    redis.call('HSET', memberKey, space, table.concat(rest, ' '))
  elseif memberKey then
    redis.call('HDEL', memberKey, space)
  end
  local tried, right, members = string.match(redis.call('HGET', spaceKey, topic) or '0,0,0', '(%d+),(%d+),(%d+)')
  members = tonumber(members) + (after > 0 and 1 or 0) - (before > 0 and 1 or 0)
  tried = tonumber(tried) + attempts
  if tried > 0 then
    redis.call('HSET', spaceKey, topic, string.format('%d,%d,%d', tried, tonumber(right) + score, members))
  else
    redis.call('HDEL', spaceKey, topic)
  end
end

-- Takes what a round's deeds are worth off boards and tallies, once: nothing stands beside them afterwards.
local function takeBack(deedsKey, from, to, tallyPrefix, spaceKey, space, topic)
  local all = redis.call('HGETALL', deedsKey)
  for index = 1, #all, 2 do
    local deeds, points, score = recorded(all[index + 1])
    if deeds ~= all[index + 1] then
      addPoints(from, to, {}, userOf(all[index]), -points)
      local own = not isNobody(all[index]) and tallyPrefix .. all[index] or nil
      if score then addTally(own, spaceKey, space, topic, -1, -score) end
      redis.call('HSET', deedsKey, all[index], deeds)
    end
  end
end
