-- Reads keys whole, all at one instant; writes nothing.
-- KEYS: any number, of any type
-- ARGV: how many elements a key may have at most
-- Gives for each key: its type ('none': there is no such key), when it expires (ms since the epoch; -1: never), and its
-- value: a string; else a flat list as LRANGE, SMEMBERS, HGETALL or ZRANGE WITHSCORES give it; nil where it is larger.
local limit = tonumber(ARGV[1])
local sizes = { hash = 'HLEN', set = 'SCARD', list = 'LLEN', zset = 'ZCARD' }
local function expiry(key)
  local left = redis.call('PTTL', key)
  if left < 0 then return -1 end
  local exact = redis.pcall('PEXPIRETIME', key)
  if type(exact) == 'number' then return exact end
  -- Redis 6 does not tell the instant itself.
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + left
end
local function value(key, kind)
  if sizes[kind] and redis.call(sizes[kind], key) > limit then return false end
  if kind == 'string' then return redis.call('GET', key) end
  if kind == 'hash' then return redis.call('HGETALL', key) end
  if kind == 'set' then return redis.call('SMEMBERS', key) end
  if kind == 'list' then return redis.call('LRANGE', key, 0, -1) end
  if kind == 'zset' then return redis.call('ZRANGE', key, 0, -1, 'WITHSCORES') end
  return ''
end
local found = {}
for index, key in ipairs(KEYS) do
  local kind = redis.call('TYPE', key).ok
  found[index] = { kind, expiry(key), value(key, kind) }
end
return found
