"""The whole compose from nothing, on real parts: `python3 -m unittest discover -s .ci/compose`, as root, since it kills
from outside."""

from __future__ import annotations

import base64
import json
import re
import socketserver
import subprocess
import threading
import unittest
from pathlib import Path

from lockdown import CLOSED, NETWORKS, PROJECT, faults, service_of
from system import API, Api, Compose, Origin, request, wait

SERVICES = ["api-service", "worker-service", "egress", "redis", "rabbitmq", "minio", "redis-commander"]
DATA = {"redis", "rabbitmq", "minio"}
MANAGEMENT = 8005
TOKEN = "a-token-that-nobody-guesses"

compose = Compose()
locked = Compose(AUTOCLIP_TOKEN=TOKEN)
proxied = Compose("docs/caddy/docker-compose.yml", AUTOCLIP_PREFIX="/clips", AUTOCLIP_HTTP_PORT="8080", AUTOCLIP_HTTPS_PORT="8443")
origin = Origin(compose)
api = Api()


def setUpModule() -> None:
    proxied("down", "-v")
    compose("up", "-d", "--build", "--wait")


def tearDownModule() -> None:
    proxied("down", "-v")


class FromALinkToTheFile(unittest.TestCase):
    def test_link_comes_back_as_the_same_bytes_by_a_presigned_link(self) -> None:
        task = api.end(api.submit(origin.url("fast/through.mp4")))
        self.assertEqual("succeeded", task["status"], task)
        link = api.link(task["video_id"])
        self.assertTrue(link.startswith("http://localhost:9000/autoclip/videos/"), link)
        self.assertEqual(origin.sha256(), api.sha256(task["video_id"]))
        self.assertEqual(403, request(link.partition("?")[0])[0])
        self.assertEqual(403, request(link.replace("X-Amz-Signature=", "X-Amz-Signature=0"))[0])

    def test_lines_of_the_originals_readme_work(self) -> None:
        posted = curl("-X", "POST", f"{API}/task", "-H", "Content-Type: application/json",
                      "-d", json.dumps({"url": origin.url("fast/original.mp4")}))
        task = posted["task_id"]
        wait("SUCCESS", lambda: curl(f"{API}/task/{task}")["task_status"] == "SUCCESS")
        video = curl(f"{API}/task/{task}")["task_result"]
        details = curl(f"{API}/details/{video}")
        self.assertEqual(origin.url("fast/original.mp4"), details["url"])
        link = curl(f"{API}/download/{details['file_name']}")
        self.assertEqual(200, request(link)[0])
        self.assertIn(b"<html", request(f"{API}/video/{video}")[2])

    def test_three_workers_share_the_work(self) -> None:
        compose("up", "-d", "--wait", "--no-recreate", "--scale", "worker-service=3")
        self.addCleanup(compose, "up", "-d", "--wait", "--no-recreate", "--scale", "worker-service=1")
        wait("three workers", lambda: len(api.get("/info")["workers"]) == 3)
        tasks = [api.submit(origin.url(f"slow/3/shared{i}.mp4")) for i in range(12)]
        self.assertEqual(["succeeded"] * 12, [api.end(task)["status"] for task in tasks])
        # yt-dlp asks twice for a bare file: once to see what it is, once to fetch it.
        self.assertEqual({2}, {origin.asked(f"slow/3/shared{i}.mp4") for i in range(12)})


class NothingIsLost(unittest.TestCase):
    def test_every_service_may_be_killed_with_a_task_in_flight(self) -> None:
        once = api.end(api.submit(origin.url("slow/1/undisturbed.mp4")))["attempt"]
        self.assertEqual(1, once)
        for service in SERVICES:
            with self.subTest(service):
                task = api.submit(origin.url(f"slow/12/{service}.mp4"))
                api.await_phase(task, "downloading")
                compose.kill(service)
                ended = api.end(task)
                self.assertEqual("succeeded", ended["status"], ended)
                compose.await_healthy()
                self.assertEqual(origin.sha256(), api.sha256(ended["video_id"]))

    def test_everything_is_there_after_down_and_up(self) -> None:
        task = api.end(api.submit(origin.url("fast/kept.mp4")))
        waiting = api.submit(origin.url("slow/30/waiting.mp4"))
        secrets = [password(page) for page in ("RabbitMQ", "MinIO", "Redis Commander")]
        compose("down")
        compose("up", "-d", "--wait")
        self.assertEqual(task, api.get(f"/tasks/{task['id']}"))
        self.assertEqual(origin.sha256(), api.sha256(task["video_id"]))
        self.assertEqual(secrets, [password(page) for page in ("RabbitMQ", "MinIO", "Redis Commander")])
        self.assertEqual("succeeded", api.end(waiting)["status"])

    def test_library_is_rebuilt_from_the_bucket(self) -> None:
        task = api.end(api.submit(origin.url("fast/restored.mp4")))
        before = [video["id"] for video in api.get("/videos?limit=100")["items"]]
        redis("FLUSHALL")
        self.assertEqual([], api.get("/videos")["items"])
        said = compose("run", "--rm", "-T", "worker-service", "restore")
        self.assertCountEqual(before, [video["id"] for video in api.get("/videos?limit=100")["items"]], said)
        self.assertEqual(origin.sha256(), api.sha256(task["video_id"]))

    def test_message_that_is_given_back_too_often_is_kept_as_a_dead_letter(self) -> None:
        compose("stop", "worker-service")
        self.addCleanup(compose, "start", "worker-service")
        queue = "http://localhost:15672/api/queues/%2F/autoclip.tasks"
        rabbit("http://localhost:15672/api/exchanges/%2F/amq.default/publish", {
            "properties": {"delivery_mode": 2}, "routing_key": "autoclip.tasks", "payload": "poison",
            "payload_encoding": "string"})
        rabbit(f"{queue}/get", {"count": 1, "ackmode": "reject_requeue_false", "encoding": "auto"})
        dead = "http://localhost:15672/api/queues/%2F/autoclip.tasks.dead/get"
        found = wait("the dead letter", lambda: rabbit(dead, {"count": 1, "ackmode": "ack_requeue_false", "encoding": "auto"}))
        self.assertEqual("poison", found[0]["payload"])


class NothingGetsInOrOut(unittest.TestCase):
    def test_worker_reaches_the_world_and_the_host_by_egress_alone(self) -> None:
        with socketserver.TCPServer(("0.0.0.0", 0), socketserver.BaseRequestHandler) as host:
            threading.Thread(target=host.serve_forever, daemon=True).start()
            port = host.server_address[1]
            self.assertIn("open", compose.inside("egress", connect(gateway("outside"), port)))
            for name in ("outside", "front", "stores", "way-out"):
                with self.subTest(name):
                    self.assertNotIn("open", compose.inside("worker-service", connect(gateway(name), port)))
            task = api.end(api.submit(f"http://{gateway('outside')}:{port}/"))
            self.assertEqual("egress_denied", task["error"]["code"])
            host.shutdown()
        self.assertIn("open", compose.inside("egress", connect(origin_address(), 8000)))
        self.assertNotIn("open", compose.inside("worker-service", connect(origin_address(), 8000)))
        self.assertNotIn("open", compose.inside("worker-service", connect("1.1.1.1", 443)))
        for name in ("origin", "example.com"):
            self.assertEqual("", compose.inside("worker-service", f"getent hosts {name}"))
        self.assertIn("open", compose.inside("worker-service", connect("egress", 3128)))

    def test_stores_refuse_a_child_that_has_no_password(self) -> None:
        script = "exec 3<>/dev/tcp/redis/6379; printf 'KEYS *\\r\\n' >&3; head -1 <&3"
        self.assertIn("NOAUTH", compose.inside("worker-service", script))
        script = "exec 3<>/dev/tcp/minio/9000; printf 'GET /autoclip HTTP/1.0\\r\\nHost: minio:9000\\r\\n\\r\\n' >&3; head -1 <&3"
        self.assertIn("403", compose.inside("worker-service", script))
        for user in ("guest:guest", "admin:admin", "autoclip:autoclip", "admin:"):
            self.assertEqual(401, request("http://localhost:15672/api/overview", Authorization=basic(user))[0], user)
        self.assertIn("refused", amqp_login("guest", "guest"))
        own = compose.inside("worker-service", "cat /run/secrets/autoclip/AUTOCLIP_RABBITMQ_PASSWORD")
        self.assertIn("accepted", amqp_login("autoclip", own))

    def test_pages_of_the_parts_ask_for_a_password(self) -> None:
        self.assertEqual(401, request("http://localhost:15672/api/overview")[0])
        self.assertEqual(200, request("http://localhost:15672/api/overview", Authorization=admin("RabbitMQ"))[0])
        self.assertIn(request("http://localhost:8081/apiv2/server/info")[0], (401, 403))
        signin = request("http://localhost:9001/api/v1/login", {"accessKey": "minioadmin", "secretKey": "minioadmin"})
        self.assertNotIn(signin[0], (200, 204))
        signin = request("http://localhost:9001/api/v1/login", {"accessKey": "admin", "secretKey": password("MinIO")})
        self.assertEqual(204, signin[0])

    def test_services_key_reaches_its_bucket_and_nothing_else(self) -> None:
        keys = "$(cat /run/secrets/autoclip/AUTOCLIP_STORAGE_ACCESS_KEY):$(cat /run/secrets/autoclip/AUTOCLIP_STORAGE_SECRET_KEY)"
        mc = f'export MC_CONFIG_DIR=/tmp/m MC_HOST_s="http://{keys}@minio:9000"; mc'
        said = compose("run", "--rm", "-T", "--entrypoint", "sh", "bucket", "-c",
                       f"{mc} mb s/another; {mc} admin user list s; {mc} version enable s/autoclip; "
                       f"echo x | {mc} pipe s/autoclip/elsewhere; {mc} anonymous set public s/autoclip; true", check=False)
        self.assertEqual(5, len(re.findall("Access Denied|Insufficient permissions", said)), said)

    def test_services_user_cannot_touch_other_queues(self) -> None:
        user = compose.inside("worker-service", "cat /run/secrets/autoclip/AUTOCLIP_RABBITMQ_PASSWORD")
        self.assertEqual(401, request("http://localhost:15672/api/queues", Authorization=basic(f"autoclip:{user}"))[0])
        permissions = rabbit("http://localhost:15672/api/users/autoclip/permissions")
        self.assertEqual([("^autoclip\\.tasks(\\.dead)?$", "^amq\\.default$", "^autoclip\\.tasks(\\.dead)?$")],
                         [(one["configure"], one["write"], one["read"]) for one in permissions])

    def test_containers_are_locked_down(self) -> None:
        containers = [one for one in compose.containers(ended=True) if service_of(one) != "origin"]
        self.assertEqual(set(NETWORKS), {service_of(one) for one in containers})
        self.assertEqual({}, {service_of(one): found for one in containers if (found := faults(one))})
        for name in set().union(*NETWORKS.values()):
            self.assertEqual(name in CLOSED, docker("network", "inspect", f"{PROJECT}_{name}")[0]["Internal"], name)

    def test_management_is_reached_in_its_network_alone(self) -> None:
        for service, inner in (("api-service", "stores"), ("worker-service", "stores"), ("egress", "watch")):
            container = compose.containers(service)[0]
            self.assertFalse(container["NetworkSettings"]["Ports"].get(f"{MANAGEMENT}/tcp"))
            for name, found in container["NetworkSettings"]["Networks"].items():
                network, question = name.removeprefix(f"{PROJECT}_"), ask(found["IPAddress"], "/metrics")
                with self.subTest(f"{service} in {network}"):
                    self.assertNotIn("jvm_memory", shell(question), "from the host")
                    for asker in (service, *{"redis", "egress", "worker-service"} - {service}):
                        reaches = network == inner and network in NETWORKS[asker]
                        self.assertEqual(reaches, "jvm_memory" in compose.inside(asker, question), f"from {asker}")

    def test_management_tells_of_each_part(self) -> None:
        for part, network, metric in (("api", "stores", "http_server_requests_seconds_count"), ("egress", "watch", "jvm_memory_used_bytes"),
                                      ("worker", "stores", 'autoclip_reconciler_found_total{what="objects"}')):
            with self.subTest(part):
                wait(f"the metrics of {part}", lambda: metric in visitor(network, part, "/metrics"), seconds=30)
                self.assertIn('"status":"UP"', visitor(network, part, "/health"))
                self.assertIn('"version"', visitor(network, part, "/info"))
        for path in ("/metrics", "/health", "/actuator/health", "/actuator/prometheus", "/actuator/env"):
            self.assertEqual(404, request(API + path)[0], path)

    def test_images_hold_their_bills_of_materials(self) -> None:
        for service, library in (("api-service", "spring-webmvc"), ("worker-service", "littleproxy")):
            bill = json.loads(compose.inside(service, "cat /app/sbom.cdx.json"))
            self.assertEqual("CycloneDX", bill["bomFormat"])
            self.assertIn(library, [component["name"] for component in bill["components"]])


class WithAToken(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.addClassCleanup(compose, "up", "-d", "--wait")
        locked("up", "-d", "--wait")

    def test_api_asks_for_it(self) -> None:
        self.assertEqual(401, request(f"{API}/tasks")[0])
        self.assertEqual(401, request(f"{API}/tasks", Authorization="Bearer no")[0])
        self.assertEqual(200, request(f"{API}/tasks", Authorization=f"Bearer {TOKEN}")[0])
        self.assertEqual(200, request(f"{API}/livez")[0])

    def test_another_one_is_asked_for_when_both_are_made_anew(self) -> None:
        self.addCleanup(locked, "up", "-d", "--wait", "--force-recreate", "secrets", "api-service")
        Compose(AUTOCLIP_TOKEN="a $token, 'which' is \"another\"")("up", "-d", "--wait", "--force-recreate", "secrets", "api-service")
        self.assertEqual(401, request(f"{API}/tasks", Authorization=f"Bearer {TOKEN}")[0])
        self.assertEqual(200, request(f"{API}/tasks", Authorization="Bearer a $token, 'which' is \"another\"")[0])

    def test_no_secret_is_seen_in_settings_or_command_lines(self) -> None:
        shell(f"curl -s --data-urlencode 'token={TOKEN}' {API}/sign-in") # draws the key of the cookies
        key = redis("GET '{autoclip}:sign-in-key'")
        self.assertRegex(key, "^[0-9a-f]{64}$")
        secrets = {TOKEN, key} | drawn_secrets()
        containers = locked.containers(ended=True)
        self.assertEqual(set(NETWORKS), {service_of(one) for one in containers} - {"origin"})
        running = locked.containers()
        seen = {
            "settings": json.dumps(containers),
            "images": json.dumps(docker("image", "inspect", *{one["Image"] for one in containers})) + "".join(
                shell(f"docker history --no-trunc {one['Image']}") for one in containers),
            "logs": locked("logs"),
            "command lines": "".join(shell(f"docker top {one['Id']} -eo args") for one in running),
            "environments": "".join(environment(pid) for one in running for pid in processes(one)),
        }
        self.assertEqual([], [(place, secret) for place, text in seen.items() for secret in secrets if secret in text])


class BehindAReverseProxy(unittest.TestCase):
    def test_all_comes_through_one_port_below_a_path(self) -> None:
        self.addCleanup(compose, "up", "-d", "--wait", "--remove-orphans")
        proxied("up", "-d", "--wait", "caddy")
        behind = Api("http://localhost:8080/clips")
        task = behind.end(behind.submit(origin.url("fast/proxied.mp4")))
        self.assertEqual(f"{behind.base}/tasks/{task['id']}", task["links"]["self"])
        link = behind.link(task["video_id"])
        self.assertTrue(link.startswith(behind.base + "/"), link)
        self.assertEqual(origin.sha256(), behind.sha256(task["video_id"]))
        status, headers, part = request(link, Range="bytes=5-9")
        self.assertEqual((206, 5), (status, len(part)))
        self.assertTrue(headers["Content-Range"].startswith("bytes 5-9/"))
        self.assertIn(b"<html", request(behind.base + "/")[2])
        self.assertEqual(200, request(behind.base + "/docs")[0])
        # Whoever comes past the proxy is not believed.
        lying = request(f"{API}/tasks/{task['id']}", X_Forwarded_Host="evil.example", X_Forwarded_Prefix="/evil")
        self.assertNotIn(b"evil", lying[2])


def curl(*arguments: str) -> object:
    return json.loads(subprocess.run(["curl", "-s", *arguments], check=True, capture_output=True).stdout)


def docker(*arguments: str) -> list[dict]:
    return json.loads(subprocess.run(["docker", *arguments], check=True, capture_output=True).stdout)


def shell(script: str) -> str:
    """What a script says on this machine, whether it succeeds or not."""
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True).stdout


def ask(address: str, path: str) -> str:
    """A script that says what the management at an address answers. That a connection opens tells nothing: a gateway may take any."""
    request = f"exec 3<>/dev/tcp/{address}/{MANAGEMENT}; printf 'GET {path} HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3"
    return f'timeout 5 bash -c "{request}" 2>/dev/null'


def visitor(network: str, part: str, path: str) -> str:
    """What the management of a part answers somebody who is in one network alone."""
    asked = ["docker", "run", "--rm", "--network", f"{PROJECT}_{network}", "--entrypoint", "bash", "redis:7", "-c"]
    return subprocess.run([*asked, ask(f"{part}-management", path)], capture_output=True, text=True).stdout


def drawn_secrets() -> set[str]:
    """All that lies in the volumes of the secrets: each file that is not a name, and the digests in the others."""
    files = locked("run", "--rm", "-T", "--entrypoint", "sh", "secrets", "-c", "for f in /secrets/*/*; do echo; echo \"$f\"; cat \"$f\"; done")
    names = set(re.findall("^/secrets/all/(.*)$", files, re.MULTILINE))
    drawn = set(re.findall("(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])", files))
    assert len(drawn) == len(names - {"MINIO_ROOT_USER", "AUTOCLIP_STORAGE_ACCESS_KEY"}) >= 7, (len(drawn), names)
    digests = set(re.findall('(?<=#)[0-9a-f]{64}|(?<="password_hash": ")[^"]+', files))
    assert len(digests) == 3, len(digests)
    return drawn | digests


def processes(container: dict) -> list[str]:
    return shell(f"docker top {container['Id']} -eo pid").split()[1:]


def environment(pid: str) -> str:
    """The environment of a process; empty if it has ended. That of a health check of Redis holds its password for redis-cli."""
    try:
        text = Path(f"/proc/{pid}/environ").read_text()
        return "" if "REDISCLI_AUTH" in text else text
    except (FileNotFoundError, ProcessLookupError):
        return ""


def connect(address: str, port: int) -> str:
    return f"timeout 2 bash -c '</dev/tcp/{address}/{port}' 2>/dev/null && echo open"


def amqp_login(user: str, password: str) -> str:
    """How the broker answers a log-in from the worker's container (AMQP 0-9-1, Connection.StartOk)."""
    return compose("exec", "-T", "worker-service", "/opt/yt-dlp/bin/python", "-", user, password, text=AMQP_LOGIN)


AMQP_LOGIN = r"""
import socket, sys
plain = ("\0" + "\0".join(sys.argv[1:])).encode()
method = b"\0\x0a\0\x0b" + bytes(4) + b"\x05PLAIN" + len(plain).to_bytes(4, "big") + plain + b"\x05en_US"
with socket.create_connection(("rabbitmq", 5672), timeout=10) as broker:
    broker.sendall(b"AMQP\0\0\x09\x01")
    broker.recv(4096)
    broker.sendall(b"\x01\0\0" + len(method).to_bytes(4, "big") + method + b"\xce")
    try:
        tune = broker.recv(4096)[7:11] == b"\0\x0a\0\x1e"
    except ConnectionResetError:
        tune = False
print("accepted" if tune else "refused")
"""


def gateway(network: str) -> str:
    return docker("network", "inspect", f"autoclip-smoke_{network}")[0]["IPAM"]["Config"][0]["Gateway"]


def origin_address() -> str:
    return compose.containers("origin")[0]["NetworkSettings"]["Networks"]["autoclip-smoke_outside"]["IPAddress"]


def redis(command: str) -> str:
    return compose.inside("redis", f"REDISCLI_AUTH=$(cat /run/secrets/autoclip/AUTOCLIP_REDIS_PASSWORD) redis-cli {command}")


def password(page: str) -> str:
    shown = compose("run", "--rm", "secrets", "show")
    return re.search(f"^{page} .* admin +([0-9a-f]+)", shown, re.MULTILINE)[1]


def basic(user: str) -> str:
    return "Basic " + base64.b64encode(user.encode()).decode()


def admin(page: str) -> str:
    return basic("admin:" + password(page))


def rabbit(url: str, body: object = None) -> list | dict:
    status, _, answer = request(url, body, Authorization=admin("RabbitMQ"))
    assert status == 200, (url, status, answer)
    return json.loads(answer)


if __name__ == "__main__":
    unittest.main(verbosity=2)
