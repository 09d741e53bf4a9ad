#!/bin/sh
# Makes the private bucket and the services' user, who may do in it what they must and nothing else. All of it can be repeated.
set -eu

secret() { cat "/run/secrets/autoclip/$1"; }

export MC_CONFIG_DIR=/tmp/mc
export MC_HOST_storage="http://$(secret MINIO_ROOT_USER):$(secret MINIO_ROOT_PASSWORD)@minio:9000"

mc --quiet mb --ignore-existing storage/autoclip
mc --quiet anonymous set none storage/autoclip
mc --quiet admin policy create storage autoclip /etc/autoclip/bucket-policy.json
# From standard input, since a command line can be seen.
printf '%s\n%s\n' "$(secret AUTOCLIP_STORAGE_ACCESS_KEY)" "$(secret AUTOCLIP_STORAGE_SECRET_KEY)" |
    mc --quiet admin user add storage
mc --quiet admin policy attach storage autoclip --user "$(secret AUTOCLIP_STORAGE_ACCESS_KEY)" ||
    mc --quiet admin user info storage "$(secret AUTOCLIP_STORAGE_ACCESS_KEY)" | grep -q autoclip
