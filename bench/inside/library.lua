-- Writes records of videos as an AutoClip without indexes did, so that the api makes the indexes.
-- ARGV: the number of the first, of the last. Of each number the same is made each time.
local SYLLABLES = {'ba', 'ke', 'li', 'mo', 'nu', 'ra', 'se', 'ti', 'vo', 'zu', 'sha', 'tre', 'gli', 'pro', 'kan', 'wel'}
local DESCRIPTION = ('What people write below a video: links, hashtags, who did what, and thanks. '):rep(7)
local DIGITS = '0123456789abcdefghjkmnpqrstvwxyz' -- of our ids

local seed
local function draw(most) -- 0 … most - 1
  seed = (seed * 16807) % 2147483647
  return seed % most
end

-- Frequent words are few, rare ones many, as in any language.
local function word()
  local rank, name = math.floor(40000 ^ (draw(1000000) / 1000000)), ''
  repeat
    name = name .. SYLLABLES[rank % 16 + 1]
    rank = math.floor(rank / 16)
  until rank == 0
  return name
end

local function words(count)
  local all = {}
  for i = 1, count do all[i] = word() end
  return table.concat(all, ' ')
end

local function id(number)
  local text = ''
  for _ = 1, 8 do
    local at = number % 32 + 1
    text = DIGITS:sub(at, at) .. text
    number = math.floor(number / 32)
  end
  return ('a'):rep(18) .. text
end

for number = tonumber(ARGV[1]), tonumber(ARGV[2]) do
  seed = number * 7919 % 2147483646 + 1
  for _ = 1, 3 do draw(2) end
  local video, site = id(number), draw(50)
  local sha = ('%064d'):format(number)
  local function file(name, type, size) return {name = name, content_type = type, size = size, sha256 = sha} end
  local record = {
    schema = 1, id = video, owner = '10.0.0.' .. draw(20), prefix = 'videos/' .. video .. '/' .. id(number) .. '.1/',
    title = words(5 + draw(5)), url = 'https://site' .. site .. '.example/watch?v=' .. number, extractor = 'Generic',
    uploader = words(2), duration = draw(7200), width = 1920, height = 1080, format = 'mp4',
    media = file('media.mp4', draw(10) == 0 and 'audio/mp4' or 'video/mp4', 100000 + draw(400000000)),
    thumbnail = file('thumbnail.jpg', 'image/jpeg', 30000), others = {file('info.json', 'application/json', 60000)},
    details = {description = DESCRIPTION, tags = {words(1), words(1), words(1)}, view_count = draw(1000000),
      upload_date = '20260101', webpage_url = 'https://site' .. site .. '.example/watch?v=' .. number},
    created_at = ('2026-%02d-%02dT%02d:%02d:%02d.%03dZ'):format(1 + math.floor(number / 10000) % 10,
      1 + math.floor(number / 400) % 25, math.floor(number / 17) % 24, number % 60, draw(60), draw(1000))}
  redis.call('SET', '{autoclip}:video:' .. video, cjson.encode(record))
  redis.call('ZADD', '{autoclip}:videos', redis.call('INCR', '{autoclip}:sequence'), video)
end
return redis.call('ZCARD', '{autoclip}:videos')
