-- Tells whether the library has downloads, or somebody makes them. ARGV: identities.
-- Answers {now, {who leads or '', the video or '', '1' if that one's files have vanished, else '0'} …}
local answer = {tostring(now_ms())}
for _, identity in ipairs(ARGV) do
  local video, is_lost = known_video(identity)
  answer[#answer + 1] = {leader(identity) or '', video or '', is_lost and '1' or '0'}
end
return answer
