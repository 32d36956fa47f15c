#!/usr/bin/env bash
# Host apim-2: proves from here that names, ports, databases and servers are as designed.
# usage: bash verify.sh [--secrets FILE]; ends with the number of failures
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=/dev/null
. "$HERE/lib.sh"
options any "$@"
this_is apim-2 10.0.0.12

find_secrets
resolves apim-1 10.0.0.11
resolves apim-2 10.0.0.12
listens publisher 'servlet https' 10.0.0.12 9443
listens publisher cluster 10.0.0.12 4000
listens store 'servlet https' 10.0.0.12 9444
listens store cluster 10.0.0.12 4001
listens mysql MySQL 10.0.0.12 3306
reaches publisher mysql 'APIs, users and registry' apim-2 3306
reaches publisher key-manager 'checks the login' apim-1 9444
reaches publisher gateway-manager 'deploys APIs' apim-1 9443
reaches store gateway-manager 'shows its address and tries tokens there' apim-1 8280
reaches store gateway-manager 'shows its address and tries tokens there' apim-1 8243
reaches store publisher 'members of one cluster talk to each other, both ways' 10.0.0.12 4000
database_login verify/am.cnf 'API Manager' apimgtdb apim-2 3306 54
database_login verify/um.cnf 'Users and permissions' userdb apim-2 3306 39
database_login verify/reg.cnf 'Shared registry' regdb apim-2 3306 39
console publisher 10.0.0.12 9443 page
console store 10.0.0.12 9444 page
library publisher /opt/wso2/publisher repository/components/lib 'mysql-connector-java-5.1.*.jar' 'the MySQL driver'
started publisher /opt/wso2/publisher
member publisher /opt/wso2/publisher store 10.0.0.12 4001
open_files publisher /opt/wso2/publisher 4096
library store /opt/wso2/store repository/components/lib 'mysql-connector-java-5.1.*.jar' 'the MySQL driver'
started store /opt/wso2/store
open_files store /opt/wso2/store 4096
summary
