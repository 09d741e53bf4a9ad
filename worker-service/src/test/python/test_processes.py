"""Processes: what is killed is gone, with everything below it, and nothing outlives the host or the JVM."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import unittest
from pathlib import Path

from support import media
from support.hosts import HostProcess, descendants, is_alive, wait_until
from support.origin import Origin
from autoclip_host.attempt import Attempt


class ProcessTest(unittest.TestCase):
    def setUp(self) -> None:
        self.origin = Origin()
        self.addCleanup(self.origin.close)

    def host(self, *arguments: str, **options: bool) -> HostProcess:
        host = HostProcess(*arguments, **options)
        self.addCleanup(host.close)
        return host

    def slow_link(self) -> str:
        return self.origin.serve("/slow.mp4", b"x" * (16 << 20), pause=0.05)

    def running(self, host: HostProcess, count: int = 1) -> list[str]:
        ids = [host.start(self.slow_link()) for _ in range(count)]
        for id in ids:
            host.next("progress", id)
        return ids

    def test_kill_leaves_no_process_and_gives_one_outcome(self) -> None:
        host = self.host()
        id, other = self.running(host, 2)
        host.kill(id)
        event, _ = host.outcome(id)
        self.assertEqual(("failed", "killed"), (event["type"], event["code"]))
        self.assertEqual(1, len(descendants(host.process.pid)))
        host.kill(id)
        host.kill("nobody.7")
        host.kill(other)
        self.assertEqual("killed", host.outcome(other)[0]["code"])
        self.assertEqual(set(), descendants(host.process.pid))
        self.assertEqual([], host.left_over(id))

    def test_kill_right_after_start(self) -> None:
        host = self.host()
        for _ in range(20):
            id = host.start(self.slow_link())
            host.kill(id)
            self.assertEqual("killed", host.outcome(id)[0]["code"])
        self.assertEqual(set(), descendants(host.process.pid))

    def test_child_that_dies_by_itself_is_internal(self) -> None:
        host = self.host()
        (id,) = self.running(host)
        (child,) = descendants(host.process.pid)
        os.kill(child, signal.SIGKILL)
        self.assertEqual("internal", host.outcome(id)[0]["code"])

    def test_end_of_input_ends_all(self) -> None:
        host = self.host()
        self.running(host, 2)
        children = descendants(host.process.pid)
        self.assertEqual(2, len(children))
        host.process.stdin.close()
        self.assertEqual(0, host.process.wait(10))
        self.assertTrue(wait_until(lambda: not any(map(is_alive, children)), 5))

    def test_killed_host_takes_its_children_with_it(self) -> None:
        host = self.host()
        self.running(host, 2)
        children = descendants(host.process.pid)
        host.process.kill()
        host.process.wait(10)
        self.assertTrue(wait_until(lambda: not any(map(is_alive, children)), 5))

    def test_missing_beat_ends_all_even_when_nobody_reads(self) -> None:
        host = self.host(beats=False)
        self.running(host)
        host.reads.clear()
        for _ in range(3_000):  # the answers are more than a pipe holds
            host.send(b"nonsense")
        children = descendants(host.process.pid)
        started = time.monotonic()
        host.process.wait(20)
        self.assertGreater(time.monotonic() - started, 5)
        self.assertTrue(wait_until(lambda: not any(map(is_alive, children)), 5))

    def test_terminated_host_ends_all(self) -> None:
        host = self.host()
        self.running(host)
        host.process.terminate()
        self.assertEqual(0, host.process.wait(10))

    @media.needs_ffmpeg
    def test_kill_while_ffmpeg_works(self) -> None:
        for end in ("kill", "host"):
            with self.subTest(end=end):
                host = self.host("--ffmpeg", self._slow_ffmpeg())
                id = host.start(self.origin.serve_folder(media.hls()) + "/index.m3u8")
                self.assertTrue(wait_until(lambda: self._sleepers(host)))
                sleepers = self._sleepers(host)
                host.kill(id) if end == "kill" else host.process.kill()
                self.assertTrue(wait_until(lambda: not any(map(is_alive, sleepers)), 5))
                if end == "kill":
                    self.assertEqual("killed", host.outcome(id)[0]["code"])
                    self.assertEqual(set(), descendants(host.process.pid))

    @media.needs_ffmpeg
    def test_kill_while_an_edit_works(self) -> None:
        host = self.host("--ffmpeg", self._slow_ffmpeg())
        id = host.edit(media.sounding((0, 4)), type="silence", threshold=-50, least=0.5)
        self.assertTrue(wait_until(lambda: self._sleepers(host)))
        host.kill(id)
        self.assertEqual("killed", host.outcome(id)[0]["code"])
        self.assertEqual(set(), descendants(host.process.pid))

    @media.needs_ffmpeg
    def test_killed_ffmpeg_fails_the_attempt_and_leaves_nothing(self) -> None:
        host = self.host("--ffmpeg", self._slow_ffmpeg())
        id = host.start(self.origin.serve_folder(media.hls()) + "/index.m3u8")
        self.assertTrue(wait_until(lambda: self._sleepers(host)))
        for sleeper in self._sleepers(host):
            os.kill(sleeper, signal.SIGKILL)
        event, _ = host.outcome(id)
        self.assertIn(event["code"], ("internal", "invalid_media"), event)  # either is tried once more
        self.assertEqual(set(), descendants(host.process.pid))

    def _slow_ffmpeg(self) -> str:
        """Answers questions about itself at once, and takes its time with media."""
        script = media.folder() / "slow-ffmpeg"
        script.write_text(f'#!/bin/sh\ncase "$*" in *" -i "*) exec /bin/sleep 987 ;; esac\nexec {media.FFMPEG} "$@"\n')
        script.chmod(0o755)
        return str(script)

    @media.needs_ffmpeg
    def test_cpu_limit_holds_for_ffmpeg(self) -> None:
        script = media.folder() / "spinning-ffmpeg"
        script.write_text(f'#!/bin/sh\ncase "$*" in *" -i "*) while :; do :; done ;; esac\nexec {media.FFMPEG} "$@"\n')
        script.chmod(0o755)
        host = self.host("--ffmpeg", str(script))
        event, _ = host.download(self.origin.serve_folder(media.hls()) + "/index.m3u8", cpu=2)
        self.assertEqual("timed_out", event["code"], event)

    def test_deaths_have_codes(self) -> None:
        for number, asked, code in (
            (signal.SIGXCPU, False, "timed_out"), (signal.SIGXFSZ, False, "too_large"), (signal.SIGSEGV, False, "internal"),
            (signal.SIGKILL, True, "killed"), (signal.SIGKILL, False, "internal"), (0, False, "internal"),
        ):
            with self.subTest(number=number, asked=asked):
                self.assertEqual(code, self._death_by(number, asked)["code"])

    def test_child_speaks_only_for_its_own_attempt(self) -> None:
        reader, writer = os.pipe()
        self.addCleanup(os.close, reader)
        attempt = Attempt("t.1", 0, reader)
        own = b'{"type":"phase","id":"t.1","phase":"resolving"}\n'
        os.write(writer, b'{"type":"succeeded","id":"t.2"}\n{"type":"ready","id":"t.1"}\nnonsense\n[]\n' + own)
        os.write(writer, b'{"type":"failed","id":"t.1","code":"a"}\n{"type":"succeeded","id":"t.1"}\n')
        os.close(writer)
        self.assertEqual([own], list(attempt.read()))
        self.assertEqual("a", json.loads(attempt.outcome())["code"])

    def _death_by(self, number: int, asked: bool) -> dict:
        """A real child: the numbers of wait(2) are not worth inventing."""
        reader, writer = os.pipe()
        child = subprocess.Popen(["/bin/sh", "-c", f"ulimit -c 0; kill -{number} $$" if number else "exit 3"], start_new_session=True)
        attempt = Attempt("t.1", child.pid, reader)
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        attempt.kill(asked=asked)
        attempt.reaped(os.waitpid(child.pid, 0)[1])
        child.returncode = 0
        os.close(writer)
        self.assertEqual([], list(attempt.read()))
        os.close(reader)
        self.assertTrue(attempt.is_gone)
        return json.loads(attempt.outcome())

    @staticmethod
    def _sleepers(host: HostProcess) -> set[int]:
        def is_sleeper(pid: int) -> bool:
            try:
                return b"987" in Path(f"/proc/{pid}/cmdline").read_bytes()
            except OSError:
                return False

        return set(filter(is_sleeper, descendants(host.process.pid)))

    @media.needs_ffmpeg
    def test_ffmpeg_sees_only_files_with_whitelists_and_a_clean_environment(self) -> None:
        seen = media.folder() / "seen"
        script = media.folder() / "spying-ffmpeg"
        script.write_text(f'#!/bin/sh\nfor word; do echo "$word"; done >> {seen}\n/usr/bin/env >> {seen}\nexec {media.FFMPEG} "$@"\n')
        script.chmod(0o755)
        os.environ["http_proxy"] = "http://127.0.0.1:1"
        self.addCleanup(os.environ.pop, "http_proxy")
        host = self.host("--ffmpeg", str(script))
        seen.unlink()  # what the host itself asked at its start
        event, _ = host.download(self.origin.serve_folder(media.dash()) + "/index.mpd")
        self.assertEqual("succeeded", event["type"], event)
        words = seen.read_text().splitlines()
        inputs = [at for at, word in enumerate(words) if word == "-i"]
        self.assertEqual(2, len(inputs))
        for at in inputs:
            self.assertEqual(["-protocol_whitelist", "file,pipe", "-format_whitelist"], words[at - 4 : at - 1])
            self.assertTrue(words[at + 1].startswith("file:media.f"), words[at + 1])
        self.assertIn("-nostdin", words)
        self.assertFalse([word for word in words if "http" in word])
        self.assertIn(f"HOME={host.directory(event['id'])}/home", words)

    @media.needs_ffmpeg
    def test_wrapper_of_ffprobe_refuses_a_list_that_pretends_to_be_media(self) -> None:
        host = self.host()
        disguise = media.folder() / "disguise.mp4"
        disguise.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n")
        real = media.folder() / "real.mp4"
        real.write_bytes(media.mp4())
        probe = str(host.folder / "tools" / "ffprobe")
        for file, fits in ((disguise, False), (real, True)):
            self.assertEqual(fits, subprocess.run([probe, "-v", "error", file], capture_output=True).returncode == 0)

    def test_child_has_no_foreign_files_and_its_own_session(self) -> None:
        host = self.host()
        self.running(host, 2)
        for child in descendants(host.process.pid):
            self.assertEqual(child, os.getsid(child))
            files = {int(name): os.readlink(f"/proc/{child}/fd/{name}") for name in os.listdir(f"/proc/{child}/fd")}
            self.assertEqual(["/dev/null"] * 3, [files.pop(number) for number in (0, 1, 2)])
            self.assertTrue(files.pop(3).startswith("socket:"), files)
            self.assertEqual([], [link for link in files.values() if link.startswith("pipe:")])
            limits = Path(f"/proc/{child}/limits").read_text()
            self.assertRegex(limits, r"Max data size +2147483648")
            self.assertRegex(limits, r"Max core file size +0")

    def test_missing_setpriv_is_one_clear_line(self) -> None:
        from support import SOURCE

        main = str(SOURCE / "autoclip_host" / "__main__.py")
        command = [os.sys.executable, "-I", "-B", main, "--tools", str(media.folder() / "t")]
        ended = subprocess.run(command, env={"PATH": "/nonexistent"}, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        self.assertEqual(1, ended.returncode)
        self.assertEqual(1, len(ended.stderr.splitlines()), ended.stderr)
        self.assertIn("setpriv", ended.stderr)


if __name__ == "__main__":
    unittest.main()
