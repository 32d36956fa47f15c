#!/usr/bin/env bash
# Host apim-2: backs up and puts the configuration in place. Safe to run twice.
# usage: sudo bash apply.sh [--dry-run] [--secrets FILE] [--any-address] [--any-version]
# Passwords come from secrets.env beside this script (mode 600). What is replaced is kept in the folder
# .apim-designer-backup of each home and in /var/backups/apim-designer.
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=/dev/null
. "$HERE/lib.sh"
options root "$@"
this_is apim-2 10.0.0.12

steps() {
  :
  secrets_file
  hosts_lines two-hosts-nothing-optional
  schema_home /opt/wso2/publisher
  schema_home /opt/wso2/store
  database_server mysql-5.6 mysql/apim.cnf 570
  database_script mysql/01-databases.sql databases
  database_script mysql/02-users.sql 'accounts and rights'
  database_schema apimgtdb 54 AM_API dbscripts/apimgt/mysql.sql
  database_schema userdb 39 UM_USER dbscripts/mysql.sql
  database_schema regdb 39 UM_USER dbscripts/mysql.sql
  open_files_limit 65535
  product publisher publisher /opt/wso2/publisher 'API Manager' 1.9.0
  jar 'mysql-connector-java-5.1.*.jar' repository/components/lib 'the MySQL driver' 'It is Connector/J 5.1, from the MySQL archives.'
  product_file repository/conf/api-manager.xml
  product_file repository/conf/axis2/axis2.xml
  product_file repository/conf/carbon.xml
  product_file repository/conf/datasources/master-datasources.xml
  product_file repository/conf/etc/jmx.xml
  product_file repository/conf/registry.xml
  product_file repository/conf/tomcat/catalina-server.xml
  product_file repository/conf/user-mgt.xml
  product_rest
  product store store /opt/wso2/store 'API Manager' 1.9.0
  jar 'mysql-connector-java-5.1.*.jar' repository/components/lib 'the MySQL driver' 'It is Connector/J 5.1, from the MySQL archives.'
  product_file repository/conf/api-manager.xml
  product_file repository/conf/axis2/axis2.xml
  product_file repository/conf/carbon.xml
  product_file repository/conf/datasources/master-datasources.xml
  product_file repository/conf/etc/jmx.xml
  product_file repository/conf/registry.xml
  product_file repository/conf/tomcat/catalina-server.xml
  product_file repository/conf/user-mgt.xml
  product_rest
}
run_steps
