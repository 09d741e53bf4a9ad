-- wrk … -- POST PORT: a new link each time.  wrk … -- GET ID…: one of these tasks after the other.
local method, words

function init(args)
  method = args[1]
  words = {unpack(args, 2)}
  wrk.headers["Content-Type"] = "application/json"
end

math.randomseed(os.time())
local count, run = 0, math.random(1, 1e9)

function request()
  count = count + 1
  if method == "GET" then
    return wrk.format("GET", "/tasks/" .. words[count % #words + 1])
  end
  return wrk.format("POST", "/task", nil, '{"url": "http://127.0.0.1:' .. words[1] .. '/1/' .. run .. '-' .. count .. '.mp4"}')
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"requests": %d, "seconds": %f, "errors": %d, "p50": %f, "p99": %f}\n',
    summary.requests, summary.duration / 1e6, errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
