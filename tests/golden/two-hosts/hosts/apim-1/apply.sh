#!/usr/bin/env bash
# Host apim-1: backs up and puts the configuration in place. Safe to run twice.
# usage: sudo bash apply.sh [--dry-run] [--secrets FILE] [--any-address] [--any-version]
# Passwords come from secrets.env beside this script (mode 600). What is replaced is kept in the folder
# .apim-designer-backup of each home and in /var/backups/apim-designer.
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=/dev/null
. "$HERE/lib.sh"
options root "$@"
this_is apim-1 10.0.0.11

steps() {
  :
  secrets_file
  hosts_lines two-hosts-nothing-optional
  open_files_limit 65535
  product gateway-manager gateway-manager /opt/wso2/gateway-manager 'API Manager' 1.9.0
  jar 'mysql-connector-java-5.1.*.jar' repository/components/lib 'the MySQL driver' 'It is Connector/J 5.1, from the MySQL archives.'
  product_file repository/conf/api-manager.xml
  product_file repository/conf/axis2/axis2.xml
  product_file repository/conf/carbon.xml
  product_file repository/conf/datasources/master-datasources.xml
  product_file repository/conf/etc/jmx.xml
  product_file repository/conf/registry.xml
  product_file repository/conf/tomcat/catalina-server.xml
  product_file repository/conf/user-mgt.xml
  product_file repository/deployment/server/synapse-configs/default/proxy-services/WorkflowCallbackService.xml
  product_rest
  product key-manager key-manager /opt/wso2/key-manager 'API Manager' 1.9.0
  jar 'mysql-connector-java-5.1.*.jar' repository/components/lib 'the MySQL driver' 'It is Connector/J 5.1, from the MySQL archives.'
  product_file repository/conf/api-manager.xml
  product_file repository/conf/axis2/axis2.xml
  product_file repository/conf/carbon.xml
  product_file repository/conf/datasources/master-datasources.xml
  product_file repository/conf/etc/jmx.xml
  product_file repository/conf/identity.xml
  product_file repository/conf/registry.xml
  product_file repository/conf/tomcat/catalina-server.xml
  product_file repository/conf/user-mgt.xml
  product_rest
}
run_steps
