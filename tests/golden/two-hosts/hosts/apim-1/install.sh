#!/usr/bin/env bash
# Host apim-1: packages, products and certificates that it needs. Safe to run twice.
# usage: sudo bash install.sh [--dry-run] [--fetch ADDRESS]
# Archives are taken from the folder products beside this script, where copy.sh puts them; with --fetch those
# that are missing come from below a web address, such as --fetch https://files.example.com/wso2.
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=/dev/null
. "$HERE/lib.sh"
options root "$@"
this_is apim-1 10.0.0.11

steps() {
  :
  packages 'curl=curl' 'unzip=unzip'
  client_package 'mysql=default-mysql-client'
  service_user "$WSO2_USER" /opt/wso2
  unpack gateway-manager /opt/wso2/gateway-manager wso2am-1.9.0.zip
  unpack key-manager /opt/wso2/key-manager wso2am-1.9.0.zip
  jdk 'jdk-7u*-linux-*.tar.gz' 'zulu7.*-linux_*.tar.gz'
  java_note
}
run_steps
