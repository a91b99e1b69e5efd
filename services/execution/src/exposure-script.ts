/**
 * Scripts over three keys of a desk: the ready mark, the hash of A, the hash of B. A hash has one field an execution,
 * `<executionId>:<matchId>`, with its stake outstanding in minor units. The mark counts changes.
 */

/** ARGV: field, match, cap a match, cap in all, stake of A, stake of B. A stake set again is the same stake. */
export const RESERVE = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 'NOT_READY' end
for account = 1, 2 do
  local onMatch = tonumber(ARGV[4 + account])
  local total = onMatch
  local entries = redis.call('HGETALL', KEYS[1 + account])
  for entry = 1, #entries, 2 do
    if entries[entry] ~= ARGV[1] then
      local stake = tonumber(entries[entry + 1])
      total = total + stake
      if string.sub(entries[entry], 38) == ARGV[2] then onMatch = onMatch + stake end
    end
  end
  local name = account == 1 and 'A' or 'B'
  if onMatch > tonumber(ARGV[3]) then return name .. ' match' end
  if total > tonumber(ARGV[4]) then return name .. ' total' end
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[5])
redis.call('HSET', KEYS[3], ARGV[1], ARGV[6])
redis.call('INCR', KEYS[1])
return 'RESERVED'
`

/** ARGV: field, stake of A, stake of B. Nothing is written while the counts are unknown. */
export const SETTLE = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 'NOT_READY' end
for account = 1, 2 do
  if ARGV[1 + account] == '0' then
    redis.call('HDEL', KEYS[1 + account], ARGV[1])
  else
    redis.call('HSET', KEYS[1 + account], ARGV[1], ARGV[1 + account])
  end
end
redis.call('INCR', KEYS[1])
return 'SETTLED'
`

/** ARGV: the mark as it was before the ledger was read, then { A, B }: field to stake. Too late is not written. */
export const REBUILD = `
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 'CHANGED' end
local stakes = cjson.decode(ARGV[2])
redis.call('DEL', KEYS[2], KEYS[3])
for field, stake in pairs(stakes.A) do redis.call('HSET', KEYS[2], field, stake) end
for field, stake in pairs(stakes.B) do redis.call('HSET', KEYS[3], field, stake) end
redis.call('INCR', KEYS[1])
return 'REBUILT'
`
