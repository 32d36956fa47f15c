#!/usr/bin/env bash
# Host apim-1: proves from here that names, ports, databases and servers are as designed.
# usage: bash verify.sh [--secrets FILE]; ends with the number of failures
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=/dev/null
. "$HERE/lib.sh"
options any "$@"
this_is apim-1 10.0.0.11

find_secrets
resolves apim-1 10.0.0.11
resolves apim-2 10.0.0.12
listens gateway-manager 'servlet https' 10.0.0.11 9443
listens key-manager 'servlet https' 10.0.0.11 9444
listens key-manager 'key validation, Thrift' 10.0.0.11 10397
reaches gateway-manager key-manager 'checks every token' apim-1 10397
reaches gateway-manager key-manager 'passes /token, /revoke and /authorize on' apim-1 9444
reaches gateway-manager mysql 'shared users and registry' apim-2 3306
reaches key-manager gateway-manager 'clears token caches' apim-1 9443
reaches key-manager gateway-manager 'revokes tokens there' apim-1 8280
reaches key-manager gateway-manager 'revokes tokens there' apim-1 8243
database_login verify/am.cnf 'API Manager' apimgtdb apim-2 3306 54
database_login verify/um.cnf 'Users and permissions' userdb apim-2 3306 39
database_login verify/reg.cnf 'Shared registry' regdb apim-2 3306 39
console gateway-manager 10.0.0.11 9443 page
console key-manager 10.0.0.11 9444 page
answers gateway-manager 'APIs over plain http' 10.0.0.11 8280 / any http
answers gateway-manager APIs 10.0.0.11 8243 / any
library gateway-manager /opt/wso2/gateway-manager repository/components/lib 'mysql-connector-java-5.1.*.jar' 'the MySQL driver'
started gateway-manager /opt/wso2/gateway-manager
open_files gateway-manager /opt/wso2/gateway-manager 4096
answers key-manager 'key validation' 10.0.0.11 9444 '/services/APIKeyValidationService?wsdl' served
library key-manager /opt/wso2/key-manager repository/components/lib 'mysql-connector-java-5.1.*.jar' 'the MySQL driver'
started key-manager /opt/wso2/key-manager
open_files key-manager /opt/wso2/key-manager 4096
summary
