#!/usr/bin/env bash
# Host apim-2: packages, products and certificates that it needs. Safe to run twice.
# usage: sudo bash install.sh [--dry-run] [--fetch ADDRESS]
# Archives are taken from the folder products beside this script, where copy.sh puts them; with --fetch those
# that are missing come from below a web address, such as --fetch https://files.example.com/wso2.
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=/dev/null
. "$HERE/lib.sh"
options root "$@"
this_is apim-2 10.0.0.12

steps() {
  :
  packages 'curl=curl' 'unzip=unzip'
  database_package 'MySQL 5.6' mysql-server-5.6
  service_user "$WSO2_USER" /opt/wso2
  unpack publisher /opt/wso2/publisher wso2am-1.9.0.zip
  unpack store /opt/wso2/store wso2am-1.9.0.zip
  jdk 'jdk-7u*-linux-*.tar.gz' 'zulu7.*-linux_*.tar.gz'
  java_note
}
run_steps
