"""Somebody else's website: /fast/NAME.mp4 comes at once, /slow/SECONDS/NAME.mp4 takes that long, /asked tells what was asked for."""

import collections
import http.server
import json
import subprocess
import time

CLIP = "/tmp/clip.mp4"
asked: collections.Counter[str] = collections.Counter()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self.answer(body=False)

    def do_GET(self) -> None:
        if self.path == "/asked":
            self.send(json.dumps(asked).encode(), "application/json", 0)
        else:
            self.answer(body=True)

    def answer(self, body: bool) -> None:
        if body:
            asked[self.path] += 1
        parts = self.path.split("/")
        seconds = float(parts[2]) if parts[1] == "slow" else 0
        self.send(media if body else b"", "video/mp4", seconds)

    def send(self, content: bytes, kind: str, seconds: float) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content) or len(media)))
        self.end_headers()
        pieces = max(1, int(seconds * 4))
        size = -(-len(content) // pieces) or 1
        for start in range(0, len(content), size):
            self.wfile.write(content[start : start + size])
            if seconds:
                time.sleep(seconds / pieces)

    def log_message(self, *_: object) -> None:
        pass


subprocess.run(
    f"ffmpeg -v error -f lavfi -i testsrc2=size=640x360:rate=25:duration=5 -f lavfi -i sine=duration=5 -pix_fmt yuv420p {CLIP}".split(),
    check=True,
)
with open(CLIP, "rb") as file:
    media = file.read()
http.server.ThreadingHTTPServer(("", 8000), Handler).serve_forever()
