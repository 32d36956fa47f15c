#!/usr/bin/env bash
# Host apim-2: starts or stops its servers, in order, each when the one before it is up.
# usage: sudo bash start.sh [--dry-run] [--no-wait] [--any-java] [stop] [SERVER...]
# Products run as the account WSO2_USER (default: wso2), never as root.
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=/dev/null
. "$HERE/lib.sh"
options root "$@"
this_is apim-2 10.0.0.12

start_steps() {
  :
  unit mysql start mariadb mysql mysqld
  await publisher mysql apim-2 3306
  await publisher key-manager apim-1 9444
  await publisher gateway-manager 10.0.0.11 9443
  await publisher gateway-manager apim-1 9443
  server publisher /opt/wso2/publisher api-publisher 0 9443
  await store mysql apim-2 3306
  await store key-manager apim-1 9444
  await store publisher 10.0.0.12 9443
  server store /opt/wso2/store api-store 1 9444
}

stop_steps() {
  :
  halt store /opt/wso2/store
  halt publisher /opt/wso2/publisher
  unit mysql stop mariadb mysql mysqld
}

known_servers mysql publisher store
if [ -n "$STOP" ]; then
  steps() { stop_steps; }
else
  steps() { start_steps; }
fi
run_steps
