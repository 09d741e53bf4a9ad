"""The host's namespaces: nothing is reached from inside but the proxy, and the relay lives and dies with the host."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import unittest.mock
from pathlib import Path
from typing import Any

from support import SOURCE, media
from support.hosts import HostProcess, descendants, is_alive, wait_until
from support.origin import Origin
from support.proxy import Proxy, free_port
from autoclip_host import relay

RELAY = SOURCE / "autoclip_host" / "relay.py"
FOLDER = Path(__file__).parent

needs_namespaces = unittest.skipUnless(relay._unshare(), "the kernel gives this user no network namespace")


class Canary:
    """Says one word to whoever connects, by each way that leads to this machine."""

    def __init__(self) -> None:
        self.heard = 0
        self.port = free_port()
        self._sockets = [
            socket.create_server(("0.0.0.0", self.port)),
            socket.create_server(("::1", self.port), family=socket.AF_INET6),
            socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
        ]
        self._sockets[2].bind(f"\0autoclip-{self.port}")
        self._sockets[2].listen()
        for each in self._sockets:
            threading.Thread(target=self._serve, args=(each,), daemon=True).start()

    def _serve(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                self.heard += 1
                with client:
                    client.sendall(b"canary")

    def close(self) -> None:
        for each in self._sockets:
            each.shutdown(socket.SHUT_RDWR)
            each.close()


def own_address() -> str:
    """Of this machine, other than loopback where it has one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
        try:
            link.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return link.getsockname()[0]


@needs_namespaces
class InsideTest(unittest.TestCase):
    def setUp(self) -> None:
        self.canary, self.proxy = Canary(), Canary()
        self.addCleanup(self.canary.close)
        self.addCleanup(self.proxy.close)

    def look(self, program: str) -> dict[str, str]:
        probe = [sys.executable, "-B", "-c", program, str(self.canary.port), own_address()]
        # The relay's own number is only known once it runs; a shell that becomes it has the same.
        script = f'exec "$0" -I -S -B {RELAY} 127.0.0.1:{self.proxy.port} "$@" $$'
        said = subprocess.run(
            ["sh", "-c", script, sys.executable, *probe], cwd=FOLDER, capture_output=True, text=True, timeout=60
        )
        self.assertEqual(0, said.returncode, said.stderr)
        return json.loads(said.stdout)

    def test_nothing_is_reached_but_the_proxy(self) -> None:
        seen = self.look("from support import enclosed; enclosed.main()")
        self.assertEqual(
            {
                "loopback": "ConnectionRefusedError",
                "loopback6": "ConnectionRefusedError",
                "machine": seen["machine"],
                "abstract": "ConnectionRefusedError",
                "name": "gaierror",
                "datagram": "OSError",
                "relay's environment": "FileNotFoundError",
                "end of the relay": "ProcessLookupError",
                "end of the host": "got None",  # which ignores it: the answer of its child has come
                "processes": "2",
                "rights": "{0}",
                "proxy": "got canary",
            },
            seen,
        )
        self.assertNotIn("got", seen["machine"])
        self.assertEqual((0, 1), (self.canary.heard, self.proxy.heard))

    def test_the_canary_is_there(self) -> None:
        from support import enclosed

        seen = enclosed.ways(self.canary.port, own_address())
        self.assertEqual({"got canary"}, {seen[way] for way in ("loopback", "loopback6", "machine", "abstract")})
        self.assertEqual(4, self.canary.heard)


@needs_namespaces
class RelayTest(unittest.TestCase):
    def setUp(self) -> None:
        self.origin, self.proxy = Origin(), Proxy()
        self.addCleanup(self.origin.close)
        self.addCleanup(self.proxy.close)
        self.host = HostProcess(direct=False, relay=f"127.0.0.1:{self.proxy.server_port}")
        self.addCleanup(self.host.close)

    def download(self, url: str) -> dict:
        return self.host.download(url, proxy=self.proxy.address("a:b"))[0]

    def running(self) -> set[int]:
        """The processes of a download that goes on, the host's and its child among them."""
        link = self.origin.serve("/slow.mp4", b"x" * (16 << 20), pause=0.05)
        self.slow = self.host.start(link, proxy=f"http://a:b@127.0.0.1:{self.slow_proxy()}")
        self.host.next("phase", self.slow)
        self.assertTrue(wait_until(lambda: len(descendants(self.host.process.pid)) >= 3))
        return descendants(self.host.process.pid)

    def slow_proxy(self) -> int:
        self.proxy.verdict = lambda _: threading.Event().wait(30) or None
        return self.proxy.server_port

    def test_downloads_go_through_it(self) -> None:
        self.assertTrue(self.host.ready["enclosed"])
        video = media.filled()
        event = self.download(self.origin.serve("/v.mp4", video))
        self.assertEqual("succeeded", event["type"], event)
        self.assertEqual(hashlib.sha256(video).digest(), hashlib.sha256(Path(event["path"]).read_bytes()).digest())
        self.assertTrue(self.proxy.seen)

    def test_host_and_children_are_in_one_network_that_is_not_ours(self) -> None:
        self.running()
        own = os.readlink("/proc/self/ns/net")
        inner = [os.readlink(f"/proc/{pid}/ns/net") for pid in self._python()]
        self.assertEqual(2, len(inner))
        self.assertEqual(1, len(set(inner)))
        self.assertNotIn(own, inner)

    def _python(self) -> list[int]:
        """The host and its child."""
        return [pid for pid in descendants(self.host.process.pid) if b"__main__" in _command(pid) and b"unshare" not in _command(pid)]

    def test_all_ends_with_the_relay(self) -> None:
        family = self.running()
        os.kill(self.host.process.pid, signal.SIGKILL)
        self.assertTrue(wait_until(lambda: not any(map(is_alive, family))), family)

    def test_all_ends_with_the_host(self) -> None:
        family = self.running()
        os.kill(min(self._python()), signal.SIGKILL)
        self.assertTrue(wait_until(lambda: not any(map(is_alive, family))), family)
        self.assertNotEqual(0, self.host.process.wait(20))

    def test_all_ends_with_the_commands(self) -> None:
        family = self.running()
        self.host.beats = False
        self.host.process.stdin.close()
        self.assertEqual(0, self.host.process.wait(20))
        self.assertFalse(any(map(is_alive, family)))

    def test_a_kill_ends_one_download_and_no_other(self) -> None:
        self.running()
        self.host.kill(self.slow)
        self.assertEqual("killed", self.host.outcome(self.slow)[0]["code"])
        self.proxy.verdict = lambda _: None
        self.assertEqual("succeeded", self.download(self.origin.serve("/v.mp4", media.filled()))["type"])

    def test_a_proxy_that_is_gone_is_a_failure_of_the_network(self) -> None:
        self.proxy.close()
        self.assertEqual("network", self.download("http://video.example/v.mp4")["code"])
        self.assertEqual("network", self.download("https://video.example/v.mp4")["code"])


class ProcessLimitTest(unittest.TestCase):
    """Of a user who is not root: the tests may be run by root, of whom the kernel counts nothing."""

    PYTHON = "/usr/bin/python3" if os.getuid() == 0 else sys.executable  # root's may lie where nobody else may go
    PROBE = """if True:
        import os, signal, sys
        from support import SOURCE
        from autoclip_host import kernel, sandbox
        from autoclip_host.protocol import Limits

        sandbox._PROCESSES = 20
        sandbox.limit(Limits(10**9, 2 << 30, 600, 3_600))
        probe, made = os.getpid(), 1
        try:
            while made < 100:
                if os.fork() == 0:
                    kernel.die_with_parent(probe)
                    signal.pause()
                made += 1
        except BlockingIOError:
            pass
        print(made)
    """

    def processes(self, *prefix: str) -> int:
        said = self.run_as_user([*prefix, self.PYTHON, "-B", "-c", self.PROBE], stdout=subprocess.PIPE)
        return int(said.communicate(timeout=60)[0] or 0)

    def run_as_user(self, command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        if os.getuid() == 0:
            options |= {"user": 65534, "group": 65534, "extra_groups": []}
        try:
            return subprocess.Popen(command, cwd=FOLDER, **options)
        except (FileNotFoundError, PermissionError):
            self.skipTest("another user cannot run Python here")

    def test_processes_of_the_host_alone_are_counted(self) -> None:
        own = ["unshare", *relay._OWN_RIGHTS, "--"]
        with self.run_as_user([*own, self.PYTHON, "-c", ""], stderr=subprocess.DEVNULL) as trial:
            if trial.wait(10):
                self.skipTest("the kernel gives this user no user namespace")
        for _ in range(30):
            other = self.run_as_user(["sleep", "60"])
            self.addCleanup(other.wait)
            self.addCleanup(other.kill)
        self.assertEqual(20, self.processes(*own))

    def test_elsewhere_there_is_no_limit(self) -> None:
        self.assertEqual(100, self.processes())


class RefusedTest(unittest.TestCase):
    def test_the_host_runs_without_where_the_kernel_refuses(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            refusing = Path(folder, "unshare")
            refusing.write_text("#!/bin/sh\nexit 1\n")
            refusing.chmod(0o755)
            path = f"{folder}{os.pathsep}{os.environ['PATH']}"
            with unittest.mock.patch.dict(os.environ, PATH=path):
                host = HostProcess(relay="127.0.0.1:9")
        self.addCleanup(host.close)
        self.assertFalse(host.ready["enclosed"])
        self.assertEqual(host.ready["pid"], host.process.pid)
        self.assertEqual(set(), descendants(host.process.pid))
        origin = Origin()
        self.addCleanup(origin.close)
        self.assertEqual("succeeded", host.download(origin.serve("/v.mp4", media.filled()))[0]["type"])


def _command(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


if __name__ == "__main__":
    unittest.main()
