-- Reads the first places of a board and the reader's own. Hidden members are neither listed nor counted; the reader's
-- place is told even where they are hidden.
-- KEYS: board, hidden members of its platform, names of its space
-- ARGV: user id of the reader, how many places
-- Gives {how many are on it, rows as user, value, name …, own as value, how many have more, hidden (1 or 0); or nothing}.
local size = redis.call('ZCARD', KEYS[1])
local hidden, scores = {}, {}
-- Whatever is smaller is walked through.
if redis.call('SCARD', KEYS[2]) <= size then
  for _, user in ipairs(redis.call('SMEMBERS', KEYS[2])) do
    local score = redis.call('ZSCORE', KEYS[1], user)
    if score then
      hidden[user] = true
      scores[#scores + 1] = tonumber(score)
    end
  end
else
  local all = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
  for index = 1, #all, 2 do
    if redis.call('SISMEMBER', KEYS[2], all[index]) == 1 then
      hidden[all[index]] = true
      scores[#scores + 1] = tonumber(all[index + 1])
    end
  end
end
local wanted = tonumber(ARGV[2])
local rows, from = {}, 0
while #rows < 3 * wanted and from < size do
  local page = redis.call('ZREVRANGE', KEYS[1], from, from + wanted - 1, 'WITHSCORES')
  for index = 1, #page, 2 do
    local user = page[index]
    if not hidden[user] and #rows < 3 * wanted then
      rows[#rows + 1] = user
      rows[#rows + 1] = page[index + 1]
      rows[#rows + 1] = redis.call('HGET', KEYS[3], user) or ''
    end
  end
  from = from + wanted
end
local own = {}
local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
if score then
  local above = redis.call('ZCOUNT', KEYS[1], '(' .. score, '+inf')
  for _, other in ipairs(scores) do
    if other > tonumber(score) then above = above - 1 end
  end
  own = { score, above, hidden[ARGV[1]] and 1 or 0 }
end
return { size - #scores, rows, own }
