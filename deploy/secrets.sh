#!/bin/sh
# All secrets of AutoClip, drawn on this machine at the first start: none is in git, and none has a default.
#   make      draws what is missing and hands each service a copy of what it needs, in a volume of its own
#   show      prints what a person needs to sign in
#   rotate    draws all of them anew; then: docker compose up -d --force-recreate
set -eu

all=/secrets/all

draw() { # NAME: a secret of 160 bits, unless there is one
    if [ ! -s "$all/$1" ]; then
        head -c 20 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$all/$1.new"
        mv "$all/$1.new" "$all/$1"
    fi
}

give() { # SERVICE NAME…: a copy, which only that service's volume has
    service=$1
    shift
    for name in "$@"; do write "$service" "$name" <"$all/$name"; done
}

write() { # SERVICE NAME <CONTENT
    cat >"/secrets/$1/$2.new"
    mv "/secrets/$1/$2.new" "/secrets/$1/$2"
}

bytes() { # HEX: the bytes that it stands for
    echo "$1" | fold -w 2 | while read -r pair; do printf "\\$(printf %o "0x$pair")"; done
}

# A salt of 4 bytes and the SHA-256 of salt and password: https://www.rabbitmq.com/docs/passwords
rabbitmq_hash() { # NAME
    salt=$(head -c 4 /dev/urandom | od -An -tx1 | tr -d ' \n')
    digest=$({ bytes "$salt" && cat "$all/$1"; } | sha256sum | cut -c 1-64)
    bytes "$salt$digest" | base64 -w 0
}

milliseconds() { # a time as the settings take it: 90, 90s, 5m, 2h
    number=${1%[smh]}
    case $number in
        '' | *[!0-9]*) echo "AUTOCLIP_WORKER_WALL_CLOCK: '$1' is not a number with s, m or h" >&2 && return 1 ;;
    esac
    case $1 in
        *h) echo $((number * 3600000)) ;;
        *m) echo $((number * 60000)) ;;
        *) echo $((number * 1000)) ;;
    esac
}

# The file replaces RabbitMQ's default user and virtual host. The queues are declared by the services, which may touch
# nothing else; what the broker does with them besides is said here: messages are kept by quorum queues, go to the dead
# queue when they were given back too often, and are handed out again when no acknowledgement has come for ten minutes
# longer than an attempt may take.
definitions() { # MILLISECONDS that an attempt may take
    cat <<JSON
{
  "users": [
    {"name": "admin", "password_hash": "$(rabbitmq_hash RABBITMQ_ADMIN_PASSWORD)", "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": ["administrator"]},
    {"name": "autoclip", "password_hash": "$(rabbitmq_hash AUTOCLIP_RABBITMQ_PASSWORD)", "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": []}
  ],
  "vhosts": [{"name": "/", "default_queue_type": "quorum", "metadata": {"description": "AutoClip", "tags": [], "default_queue_type": "quorum"}}],
  "permissions": [
    {"user": "admin", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"},
    {"user": "autoclip", "vhost": "/", "configure": "^autoclip\\\\.tasks(\\\\.dead)?$", "write": "^amq\\\\.default$", "read": "^autoclip\\\\.tasks(\\\\.dead)?$"}
  ],
  "policies": [
    {"vhost": "/", "name": "tasks", "pattern": "^autoclip\\\\.tasks$", "apply-to": "quorum_queues", "priority": 0, "definition": {
      "dead-letter-exchange": "", "dead-letter-routing-key": "autoclip.tasks.dead", "dead-letter-strategy": "at-least-once",
      "overflow": "reject-publish", "max-length": 10000, "delivery-limit": 20, "consumer-timeout": $(($1 + 600000))}}
  ]
}
JSON
}

redis_users() {
    echo "user default on #$(sha256sum <"$all/AUTOCLIP_REDIS_PASSWORD" | cut -c 1-64) ~* &* +@all"
}

redis_commander() {
    cat <<JSON
{
  "redis": {"readOnly": true},
  "server": {"httpAuth": {"username": "admin", "password": "$(cat $all/REDIS_COMMANDER_PASSWORD)"}},
  "connections": [{"label": "autoclip", "host": "redis", "port": 6379, "dbIndex": 0, "password": "$(cat $all/AUTOCLIP_REDIS_PASSWORD)"}]
}
JSON
}

token() { # the one secret that a person chooses; Compose puts it where it is not seen
    chosen=$(cat /run/autoclip/token)
    chosen=${chosen#token=}
    if [ -n "$chosen" ]; then printf %s "$chosen" | write api AUTOCLIP_TOKEN; else rm -f /secrets/api/AUTOCLIP_TOKEN; fi
}

make() {
    wall_clock=$(milliseconds "${AUTOCLIP_WORKER_WALL_CLOCK:-2h}")
    for name in AUTOCLIP_EGRESS_KEY AUTOCLIP_RABBITMQ_PASSWORD AUTOCLIP_REDIS_PASSWORD AUTOCLIP_STORAGE_SECRET_KEY \
        MINIO_ROOT_PASSWORD RABBITMQ_ADMIN_PASSWORD REDIS_COMMANDER_PASSWORD; do
        draw $name
    done
    printf admin >$all/MINIO_ROOT_USER
    printf autoclip >$all/AUTOCLIP_STORAGE_ACCESS_KEY
    services="AUTOCLIP_REDIS_PASSWORD AUTOCLIP_RABBITMQ_PASSWORD AUTOCLIP_STORAGE_ACCESS_KEY AUTOCLIP_STORAGE_SECRET_KEY"
    give api $services
    token
    give worker $services AUTOCLIP_EGRESS_KEY
    give egress AUTOCLIP_EGRESS_KEY
    give redis AUTOCLIP_REDIS_PASSWORD
    give minio MINIO_ROOT_USER MINIO_ROOT_PASSWORD
    give bucket MINIO_ROOT_USER MINIO_ROOT_PASSWORD AUTOCLIP_STORAGE_ACCESS_KEY AUTOCLIP_STORAGE_SECRET_KEY
    redis_users | write redis users.acl
    definitions "$wall_clock" | write rabbitmq definitions.json
    redis_commander | write redis-commander local.json
    # Fresh volumes belong to root, and the services do not run as root.
    chown 999:999 /data/redis /data/rabbitmq
    chown 1000:1000 /data/minio
    chown 10001:10001 /data/scratch
}

show() {
    echo "RabbitMQ         http://localhost:${AUTOCLIP_RABBITMQ_MANAGEMENT_PORT:-15672}  admin  $(cat $all/RABBITMQ_ADMIN_PASSWORD)"
    echo "MinIO            http://localhost:${AUTOCLIP_MINIO_CONSOLE_PORT:-9001}   admin  $(cat $all/MINIO_ROOT_PASSWORD)"
    echo "Redis Commander  http://localhost:${AUTOCLIP_REDIS_COMMANDER_PORT:-8081}   admin  $(cat $all/REDIS_COMMANDER_PASSWORD)"
    echo "Redis            (not published)                $(cat $all/AUTOCLIP_REDIS_PASSWORD)"
}

case ${1:-make} in
    make) make ;;
    show) show ;;
    rotate) rm -f $all/* && make ;;
    *) echo "usage: make | show | rotate" >&2 && exit 2 ;;
esac
