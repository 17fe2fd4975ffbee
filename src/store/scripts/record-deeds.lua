-- Puts a member's merged deeds in place of those they were merged with, and sets the participation bit with them.
-- KEYS: deeds of the round, participation of the member, who was forgotten in the round,
--       mark that this was done (may be absent)
-- ARGV: member, deeds as they were read (empty: none), merged deeds, bit to set (-1: none), feed,
--       how long the mark is kept, ms
-- Gives 1; 0 where the mark is there already; -1 where the member asked to be forgotten in this round (forget-deeds.lua);
-- or, where other deeds stand there than were read, those: merge with them and try again.
if KEYS[4] and redis.call('EXISTS', KEYS[4]) == 1 then return 0 end
local salt = redis.call('HGET', KEYS[3], 'salt')
if salt and redis.call('HEXISTS', KEYS[3], redis.sha1hex(salt .. ARGV[1])) == 1 then return -1 end
local there = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if there ~= ARGV[2] then return there end
if KEYS[4] then redis.call('SET', KEYS[4], '1', 'PX', ARGV[6]) end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
local bit = tonumber(ARGV[4])
if bit < 0 then return 1 end
-- As SETBIT does, in a field: bits are counted from the highest of the first byte.
local bytes = redis.call('HGET', KEYS[2], ARGV[5]) or ''
local index = math.floor(bit / 8) + 1
local weight = 2 ^ (7 - bit % 8)
if #bytes < index then bytes = bytes .. string.rep('\0', index - #bytes) end
local byte = string.byte(bytes, index)
if math.floor(byte / weight) % 2 == 1 then return 1 end
bytes = string.sub(bytes, 1, index - 1) .. string.char(byte + weight) .. string.sub(bytes, index + 1)
redis.call('HSET', KEYS[2], ARGV[5], bytes)
return 1
