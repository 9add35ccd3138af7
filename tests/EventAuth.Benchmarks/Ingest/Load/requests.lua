-- Sends requests that stand complete in a file of fixed slots: 8 bytes (the length, little-endian), then the request.
-- Arguments: file, bytes a slot, slots, "random" or "sequential", first slot, pause between a connection's requests in milliseconds (0: none).
local ffi = require("ffi")
ffi.cdef[[
int open(const char *path, int flags, ...);
void *mmap(void *address, size_t length, int protection, int flags, int file, long offset);
]]

local threads = 0

-- $ADDRESSES: where each thread sends to, as "127.0.0.1:20001 127.0.0.1:20002".
function setup(thread)
  local number = 0
  for host, port in string.gmatch(os.getenv("ADDRESSES") or "", "([^ :]+):(%d+)") do
    if number == threads then thread.addr = wrk.lookup(host, port)[1] end
    number = number + 1
  end
  thread:set("number", threads)
  threads = threads + 1
end

local base, slot, slots, sequential, position, pause

function init(arguments)
  slot = tonumber(arguments[2])
  slots = tonumber(arguments[3])
  sequential = arguments[4] == "sequential"
  position = tonumber(arguments[5])
  pause = tonumber(arguments[6])
  local file = ffi.C.open(arguments[1], 0)
  if file < 0 then error("cannot open " .. arguments[1]) end
  local address = ffi.C.mmap(nil, slot * slots, 1, 1, file, 0)
  if ffi.cast("intptr_t", address) == -1 then error("cannot map " .. arguments[1]) end
  base = ffi.cast("const char *", address)
  math.randomseed(position + 1 + number)
  if sequential then position = (position + math.floor(number * slots / 8)) % slots end
  if pause > 0 then
    -- wrk waits whole milliseconds; the mean is what was asked for.
    delay = function()
      local whole = math.floor(pause)
      if math.random() < pause - whole then whole = whole + 1 end
      return whole
    end
  end
end

function request()
  local index
  if sequential then
    index = position
    position = position + 1
    if position == slots then position = 0 end
  else
    index = math.random(0, slots - 1)
  end
  local at = base + slot * index
  return ffi.string(at + 8, ffi.cast("const uint32_t *", at)[0])
end

-- Times in microseconds.
function done(summary, latency, requests)
  local errors = summary.errors
  print(string.format("RESULT requests=%d duration=%d failed=%d broken=%d median=%d p99=%d longest=%d",
    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
