-- wrk: asks the questions of FOLDER/urls in turn, as the officer of FOLDER/token. Usage: wrk -s nearest.lua URL -- FOLDER
local urls, token, next_one = {}, nil, 0
local wrong = 0

function init(arguments)
  local folder = arguments[1]
  for url in io.lines(folder .. "/urls") do urls[#urls + 1] = url end
  token = io.open(folder .. "/token"):read("l")
  wrk.headers["Authorization"] = "Bearer " .. token
end

function request()
  next_one = next_one % #urls + 1
  return wrk.format("GET", urls[next_one])
end

function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  print(string.format("RESULT %.0f %d %d %d", summary.requests / summary.duration * 1e6, latency:percentile(50), latency:percentile(99), failed))
end
