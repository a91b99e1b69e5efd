/**
 * Scripts over four keys of a desk: the ready mark, the hash of A, the hash of B, the hash of places. A hash of an account
 * has one field an execution, `<executionId>:<matchId>`, with its stake outstanding in minor units. That of places has,
 * under the same field, when it was reserved (milliseconds since 1970; 0: the ledger knows it) and, each on a line, the
 * events and selections that it is on. The mark counts changes.
 */

/**
 * ARGV: field, match, cap a match, cap in all, stake of A, stake of B, places of A, places of B, now. A stake set again is
 * the same stake. As in the ledger, a match is known by our id of it and by the provider's event and selection.
 */
export const RESERVE = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 'NOT_READY' end
local placesOf = {}
local known = redis.call('HGETALL', KEYS[4])
for entry = 1, #known, 2 do placesOf[known[entry]] = known[entry + 1] end
local function isOn(field, account)
  if string.sub(field, 38) == ARGV[2] then return true end
  local places = placesOf[field] or ''
  for place in string.gmatch(ARGV[6 + account], '[^\\n]+') do
    if string.find(places, '\\n' .. place .. '\\n', 1, true) then return true end
  end
  return false
end
for account = 1, 2 do
  local onMatch = tonumber(ARGV[4 + account])
  local total = onMatch
  local entries = redis.call('HGETALL', KEYS[1 + account])
  for entry = 1, #entries, 2 do
    if entries[entry] ~= ARGV[1] then
      local stake = tonumber(entries[entry + 1])
      total = total + stake
      if isOn(entries[entry], account) then onMatch = onMatch + stake end
    end
  end
  local name = account == 1 and 'A' or 'B'
  if onMatch > tonumber(ARGV[3]) then return name .. ' match' end
  if total > tonumber(ARGV[4]) then return name .. ' total' end
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[5])
redis.call('HSET', KEYS[3], ARGV[1], ARGV[6])
redis.call('HSET', KEYS[4], ARGV[1], ARGV[9] .. '\\n' .. ARGV[7] .. '\\n' .. ARGV[8] .. '\\n')
redis.call('INCR', KEYS[1])
return 'RESERVED'
`

/** ARGV: field, stake of A, stake of B, places of A, places of B. Nothing is written while the counts are unknown. */
export const SETTLE = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 'NOT_READY' end
for account = 1, 2 do
  if ARGV[1 + account] == '0' then
    redis.call('HDEL', KEYS[1 + account], ARGV[1])
  else
    redis.call('HSET', KEYS[1 + account], ARGV[1], ARGV[1 + account])
  end
end
if ARGV[2] == '0' and ARGV[3] == '0' then
  redis.call('HDEL', KEYS[4], ARGV[1])
else
  redis.call('HSET', KEYS[4], ARGV[1], '0\\n' .. ARGV[4] .. '\\n' .. ARGV[5] .. '\\n')
end
redis.call('INCR', KEYS[1])
return 'SETTLED'
`

/**
 * ARGV: the mark as it was before the ledger was read; { A, B, places }, each field to value; since when a reservation that
 * the ledger does not know is on its way there; now. Too late is not written.
 */
export const REBUILD = `
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 'CHANGED' end
local stakes = cjson.decode(ARGV[2])
local kept = {}
local placesOf = {}
local known = redis.call('HGETALL', KEYS[4])
for entry = 1, #known, 2 do placesOf[known[entry]] = known[entry + 1] end
for account = 1, 2 do
  local entries = redis.call('HGETALL', KEYS[1 + account])
  for entry = 1, #entries, 2 do
    local field = entries[entry]
    local places = placesOf[field] or ''
    local reservedAt = tonumber(string.match(places, '^%d+') or '0')
    local isOnItsWay = reservedAt >= tonumber(ARGV[3]) and reservedAt <= tonumber(ARGV[4])
    if isOnItsWay and not stakes.places[field] then
      kept[#kept + 1] = { 1 + account, field, entries[entry + 1] }
      kept[#kept + 1] = { 4, field, places }
    end
  end
end
redis.call('DEL', KEYS[2], KEYS[3], KEYS[4])
for field, stake in pairs(stakes.A) do redis.call('HSET', KEYS[2], field, stake) end
for field, stake in pairs(stakes.B) do redis.call('HSET', KEYS[3], field, stake) end
for field, places in pairs(stakes.places) do redis.call('HSET', KEYS[4], field, places) end
for _, each in ipairs(kept) do redis.call('HSET', KEYS[each[1]], each[2], each[3]) end
redis.call('INCR', KEYS[1])
return 'REBUILT'
`
