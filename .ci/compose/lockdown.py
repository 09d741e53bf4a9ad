"""What each container must be like. `faults` names what a container lacks, so that a test can show that it would be noticed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PROJECT = "autoclip-smoke"

# Every service, and the networks that it is in. Those that run at each start and end have none to speak of.
NETWORKS = {
    "api-service": {"front", "stores"},
    "worker-service": {"stores", "way-out"},
    "egress": {"way-out", "outside", "watch"},
    "redis": {"stores"},
    "rabbitmq": {"front", "stores"},
    "minio": {"front", "stores"},
    "redis-commander": {"front", "stores"},
    "bucket": {"stores"},
    "secrets": set(),
}
CLOSED = {"stores", "way-out", "watch"}
ENDING = {"secrets", "bucket"}

# What others may not have: the service that hands out the secrets changes owners in volumes, and Compose writes the token
# into it before it starts.
SECRETS = {"root", "capabilities", "writable"}
CAPABILITIES = {"CHOWN", "DAC_OVERRIDE", "FOWNER"}


def service_of(container: dict[str, Any]) -> str:
    return container["Config"]["Labels"]["com.docker.compose.service"]


def faults(container: dict[str, Any]) -> set[str]:
    """What is wrong with a container, in words; empty if it is as it must be."""
    service = service_of(container)
    found = set(general_faults(container))
    if service == "secrets":
        host = container["HostConfig"]
        added = {name.removeprefix("CAP_") for name in host["CapAdd"] or ()}
        found -= SECRETS if added == CAPABILITIES and host["NetworkMode"] == "none" else set()
    return found


def general_faults(container: dict[str, Any]) -> Iterator[str]:
    service, host = service_of(container), container["HostConfig"]
    checks = {
        "root": container["Config"]["User"] not in ("", "0", "root", "0:0"),
        "writable": host["ReadonlyRootfs"],
        "capabilities": host["CapDrop"] == ["ALL"] and not host["CapAdd"],
        "all capabilities": host["CapDrop"] == ["ALL"],
        "privileged": not host["Privileged"],
        "new privileges": "no-new-privileges:true" in (host["SecurityOpt"] or ()),
        "memory": host["Memory"] > 0,
        "processes": (host["PidsLimit"] or 0) > 0,
        "restart": host["RestartPolicy"]["Name"] == ("no" if service in ENDING else "unless-stopped"),
        "log size": "max-size" in (host["LogConfig"]["Config"] or {}),
        "published": addresses(host) <= {"127.0.0.1"},
        "networks": networks(container) == NETWORKS.get(service),
        "namespaces of the host": not {host["PidMode"], host["IpcMode"], host["UTSMode"], host["NetworkMode"]} & {"host"},
        "devices": not host["Devices"],
        "the host's files": all(read_only(mount) for mount in container["Mounts"] if mount["Type"] == "bind"),
    }
    return (fault for fault, right in checks.items() if not right)


def addresses(host: dict[str, Any]) -> set[str]:
    """The addresses of the host that ports of the container are published on."""
    return {binding["HostIp"] for bindings in (host["PortBindings"] or {}).values() for binding in bindings}


def networks(container: dict[str, Any]) -> set[str]:
    return {name.removeprefix(f"{PROJECT}_") for name in container["NetworkSettings"]["Networks"]} - {"none"}


def read_only(mount: dict[str, Any]) -> bool:
    return not mount["RW"] and not mount["Source"].endswith("docker.sock")
