#!/usr/bin/env bash
# Host apim-1: starts or stops its servers, in order, each when the one before it is up.
# usage: sudo bash start.sh [--dry-run] [--no-wait] [--any-java] [stop] [SERVER...]
# Products run as the account WSO2_USER (default: wso2), never as root.
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=/dev/null
. "$HERE/lib.sh"
options root "$@"
this_is apim-1 10.0.0.11

start_steps() {
  :
  await key-manager mysql apim-2 3306
  server key-manager /opt/wso2/key-manager api-key-manager 1 9444
  await gateway-manager mysql apim-2 3306
  await gateway-manager key-manager 10.0.0.11 9444
  await gateway-manager key-manager apim-1 10397
  await gateway-manager key-manager apim-1 9444
  server gateway-manager /opt/wso2/gateway-manager gateway-manager 0 9443
}

stop_steps() {
  :
  halt gateway-manager /opt/wso2/gateway-manager
  halt key-manager /opt/wso2/key-manager
}

known_servers key-manager gateway-manager
if [ -n "$STOP" ]; then
  steps() { stop_steps; }
else
  steps() { start_steps; }
fi
run_steps
