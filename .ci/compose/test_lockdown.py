"""That `faults` notices each thing that a container could lose. Needs no Docker."""

from __future__ import annotations

import copy
import unittest
from typing import Any

from lockdown import PROJECT, faults

SOUND: dict[str, Any] = {
    "Config": {"User": "10001", "Labels": {"com.docker.compose.service": "api-service"}},
    "HostConfig": {
        "ReadonlyRootfs": True, "CapDrop": ["ALL"], "CapAdd": None, "Privileged": False, "Memory": 1, "PidsLimit": 1,
        "SecurityOpt": ["no-new-privileges:true"], "RestartPolicy": {"Name": "unless-stopped"}, "Devices": None,
        "LogConfig": {"Config": {"max-size": "10m"}}, "PidMode": "", "IpcMode": "private", "UTSMode": "",
        "NetworkMode": f"{PROJECT}_front", "PortBindings": {"8004/tcp": [{"HostIp": "127.0.0.1", "HostPort": "8004"}]},
    },
    "Mounts": [{"Type": "bind", "Source": "/x/deploy/redis.conf", "RW": False}],
    "NetworkSettings": {"Networks": {f"{PROJECT}_front": {}, f"{PROJECT}_stores": {}}},
}
LOSSES = {
    "root": ("Config", "User", ""),
    "writable": ("HostConfig", "ReadonlyRootfs", False),
    "capabilities": ("HostConfig", "CapAdd", ["NET_ADMIN"]),
    "all capabilities": ("HostConfig", "CapDrop", None),
    "privileged": ("HostConfig", "Privileged", True),
    "new privileges": ("HostConfig", "SecurityOpt", None),
    "memory": ("HostConfig", "Memory", 0),
    "processes": ("HostConfig", "PidsLimit", None),
    "restart": ("HostConfig", "RestartPolicy", {"Name": "no"}),
    "log size": ("HostConfig", "LogConfig", {"Config": {}}),
    "published": ("HostConfig", "PortBindings", {"8004/tcp": [{"HostIp": "", "HostPort": "8004"}]}),
    "networks": ("NetworkSettings", "Networks", {f"{PROJECT}_front": {}, f"{PROJECT}_outside": {}}),
    "namespaces of the host": ("HostConfig", "PidMode", "host"),
    "devices": ("HostConfig", "Devices", [{"PathOnHost": "/dev/kvm"}]),
}


class Lockdown(unittest.TestCase):
    def test_sound_container_has_no_faults(self) -> None:
        self.assertEqual(set(), faults(SOUND))

    def test_each_loss_is_noticed(self) -> None:
        for fault, (part, name, value) in LOSSES.items():
            with self.subTest(fault):
                container = copy.deepcopy(SOUND)
                container[part][name] = value
                self.assertIn(fault, faults(container))

    def test_files_of_the_host_are_noticed(self) -> None:
        for mount in ({"Source": "/etc", "RW": True}, {"Source": "/var/run/docker.sock", "RW": False}):
            container = copy.deepcopy(SOUND)
            container["Mounts"] = [{"Type": "bind", **mount}]
            self.assertEqual({"the host's files"}, faults(container))

    def test_service_that_nobody_knows_is_noticed(self) -> None:
        container = copy.deepcopy(SOUND)
        container["Config"]["Labels"]["com.docker.compose.service"] = "another"
        self.assertEqual({"networks"}, faults(container))

    def test_secrets_may_have_what_it_needs_and_no_more(self) -> None:
        container = copy.deepcopy(SOUND)
        container["Config"] = {"User": "0:0", "Labels": {"com.docker.compose.service": "secrets"}}
        container["HostConfig"] |= {"ReadonlyRootfs": False, "CapAdd": ["CHOWN", "DAC_OVERRIDE", "FOWNER"], "NetworkMode": "none",
                                    "RestartPolicy": {"Name": "no"}, "PortBindings": None}
        container["NetworkSettings"] = {"Networks": {"none": {}}}
        self.assertEqual(set(), faults(container))
        container["HostConfig"]["CapAdd"].append("SYS_ADMIN")
        self.assertIn("capabilities", faults(container))


if __name__ == "__main__":
    unittest.main(verbosity=2)
