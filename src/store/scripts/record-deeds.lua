-- Puts a member's merged deeds in place of those they were merged with. With them go the participation bit, what they
-- are worth on boards and in tallies, the name as last seen, the running streak, and the milestone it came to.
-- Includes: parts/standing.lua
-- KEYS: deeds of the round, participation of the member, the round, milestones of the member, tally of the member,
--       tally of the space, names of the space, streaks of the feed, who was forgotten in the round,
--       boards of the round, and last a mark that this was done, where one is given
-- ARGV: member, deeds as they were read (empty: none), merged deeds with what they are worth, bit to set (-1: none), feed,
--       how long the mark is kept, ms (empty: there is none),
--       times of the round by which the worth was found: closesAt,closedAt,overAt (empty: not to be held against it),
--       the topic, the space, the name (empty: none), milestone and a name for the deed (empty: none),
--       streak ('-': leave it; empty: one more than it was), then for each board how long it is kept, ms (0: for ever)
-- Gives 0 where the mark is there already; -1 where the member asked to be forgotten in this round (forget-deeds.lua);
-- 'changed' behind a hyphen where the round has other times or was taken back;
-- other deeds where such stand there than were read: merge with them and try again; or {whether the milestone was
-- reached by this deed}.
local boards = #ARGV - 13
local mark = ARGV[6] ~= '' and KEYS[#KEYS]
if mark and redis.call('EXISTS', mark) == 1 then return 0 end
local salt = redis.call('HGET', KEYS[9], 'salt')
if salt and redis.call('HEXISTS', KEYS[9], redis.sha1hex(salt .. ARGV[1])) == 1 then return -1 end
local there = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if there ~= ARGV[2] then return there end
if ARGV[7] ~= '' then
  local times = redis.call('HMGET', KEYS[3], 'status', 'closesAt', 'closedAt', 'overAt')
  local status = times[1]
  local now = table.concat({ times[2] or '', times[3] or '', times[4] or '' }, ',')
  if status == 'void' or status == 'failed' then now = 'void' end
  if status and now ~= ARGV[7] then return '-changed' end
end
if mark then redis.call('SET', mark, '1', 'PX', ARGV[6]) end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])

local user = userOf(ARGV[1])
local _, pointsBefore, scoreBefore = recorded(there)
local _, points, score = recorded(ARGV[3])
addPoints(10, 9 + boards, { unpack(ARGV, 14) }, user, points - pointsBefore)
local attempts = (score and 1 or 0) - (scoreBefore and 1 or 0)
local nobody = isNobody(ARGV[1])
addTally(not nobody and KEYS[5] or nil, KEYS[6], ARGV[9], ARGV[8], attempts, (score or 0) - (scoreBefore or 0))
if ARGV[10] ~= '' and redis.call('HGET', KEYS[7], user) ~= ARGV[10] then
  redis.call('HSET', KEYS[7], user, ARGV[10])
end

local reached = 0
if ARGV[11] ~= '' then
  local known = redis.call('HGET', KEYS[4], ARGV[5]) or '0'
  if tonumber(string.match(known, '^%d+')) < tonumber(ARGV[11]) then
    known = ARGV[11] .. ',' .. ARGV[12]
    redis.call('HSET', KEYS[4], ARGV[5], known)
  end
  -- Delivered again because its answer was lost, the same deed is congratulated on again.
  if known == ARGV[11] .. ',' .. ARGV[12] then reached = 1 end
end

local bit = tonumber(ARGV[4])
if bit < 0 then
  -- On this feed's boards without a bit, by an extra round: a field without one still leads there.
  if (score or scoreBefore) and not nobody then redis.call('HSETNX', KEYS[2], ARGV[5], '') end
  return { reached }
end
-- As SETBIT does, in a field: bits are counted from the highest of the first byte.
local bytes = redis.call('HGET', KEYS[2], ARGV[5]) or ''
local index = math.floor(bit / 8) + 1
local weight = 2 ^ (7 - bit % 8)
if #bytes < index then bytes = bytes .. string.rep('\0', index - #bytes) end
local byte = string.byte(bytes, index)
local isNew = math.floor(byte / weight) % 2 == 0
if isNew then
  bytes = string.sub(bytes, 1, index - 1) .. string.char(byte + weight) .. string.sub(bytes, index + 1)
  redis.call('HSET', KEYS[2], ARGV[5], bytes)
end
if ARGV[13] == '' then
  if isNew then redis.call('ZINCRBY', KEYS[8], 1, user) end
elseif ARGV[13] ~= '-' then
  redis.call('ZADD', KEYS[8], ARGV[13], user)
end
return { reached }
