### Why a value in a file is what it is.

## Who is meant

who-instance = {$name} on {$host}
who-front = the front, as {$front}
who-behind = the {$role} behind {$front}

## The JMS broker

reason-openwire = where gateways find the broker, on every address of the machine
reason-broker-login = 5.6.0 lets everybody into its web console; with this it asks for the account in jetty-realm.properties
reason-broker-console = the port of the web console
reason-broker-loopback = only the machine itself reaches the web console, as in ActiveMQ from 5.16 on; a browser comes by ssh -L

## api-manager.xml

reason-login-there = the administrator at {$who}
reason-checks-login = {$who} checks the login
reason-token-caches = {$who} has token caches to clear
reason-takes-apis = {$who} takes the APIs; called directly, not through a front
reason-calls = API calls go to {$who}
reason-validates = {$who} validates tokens; /token, /revoke and /authorize go there too
reason-issues = {$who} issues and validates tokens
reason-over-thrift = Thrift, as a single key manager answers
reason-over-web-service = the web service: Thrift passes no HTTP front
reason-thrift-of = the Thrift server of {$who}; no offset moves it
reason-no-thrift-server = this server validates no keys for others; only a key manager does
reason-thrift-server = {$name} answers gateways over Thrift; no offset moves the port
reason-nobody-over-thrift = nobody asks over Thrift: the web service validates keys
reason-own-thrift = this server's own Thrift port
reason-revoked = tokens are revoked at {$who}, whose cache is cleared with it
reason-browsers = browsers reach it at {$who}
reason-store-link = the Publisher shows a link to the Store
reason-bam-login = BAM has users of its own
reason-statistics = statistics are switched on here; this overrides the admin dashboard's form at each start
reason-receives-events = {$who} receives events; its offset is counted in
reason-sends-no-events = only gateways send events

## axis2.xml

reason-cluster = {$count} servers share {$domain}
reason-well-known = members know each other by address; most networks block multicast
reason-domain = equal on all members, different between clusters
reason-member-host = the address of this machine; a name may lead to loopback
reason-member-port = no offset moves it, and no other server on this host has it
reason-manager = the gateway manager; every other member is a worker
reason-worker = a worker as the cluster knows it
reason-members = members of the cluster, in place of the sample
reason-descriptions = generated descriptions name {$who}
reason-unchecked-names = Warning: no https call of this gateway checks host names; the shipped certificate says localhost, not the name of {$who}. Give every server its own certificate and remove this
reason-messaging = {$name} is linked to {$who}
reason-without-ssl = TLS only: SSL 3 can be read by others (POODLE)

## carbon.xml

reason-offset-given = {$name} was given offset {$offset}
reason-offset-taken = {$port} is taken by {$holder} on this host
reason-offset-free = no other server on this host wants these ports
reason-machine-name = the name of {$name}'s machine
reason-front-name = the front serves it as {$name}
reason-console-name = {$name} has the management console
reason-commits = {$name} commits what the Publisher deploys, for the workers to check out
reason-checks-out = {$name} checks out what the gateway manager commits, and never commits
reason-stores = the stores that certificates.sh makes; the same password in every file

## catalina-server.xml and jmx.xml

reason-front-port = the port that the front serves; links and redirects must lead there
reason-redirect-port = the offset of {$offset} moves the port itself but not this copy
reason-no-remote-management = remote management is off; who needs it writes true here

## Databases and registry

reason-data-apis = APIs, subscriptions and tokens are in {$database} at {$server}
reason-data-users = users and permissions are shared in {$database} at {$server}
reason-data-registry = the shared registry is in {$database} at {$server}
reason-data-summaries = the summaries go into {$database} at {$server}; the script that makes them looks for this name
reason-data-statistics = BAM writes its summaries into {$database} at {$server}; without the form nobody else names it
reason-cassandra = BAM's administrator, as whom it opens its own Cassandra
reason-registry = the shared registry in {$database}, beside this node's own
reason-registry-reads = this server only reads; cacheId is the same on all nodes, or they show old entries
reason-registry-writes = this server reads and writes; cacheId is the same on all nodes, or they show old entries
reason-mount-of-all = {$path} is the same for all servers
reason-mount-of-kind = {$path} is shared with servers of the same kind only

## Users

reason-bam-users = BAM has users of its own, in no shared database
reason-administrator = the administrator, the same on every server; set before the first start
reason-users = users and permissions are shared by all servers
reason-user-store = the user store of API Manager, in place of the embedded directory
reason-no-directory = the users are in the shared database

## identity.xml and sign-on

reason-known-as = {$name} is known as {$address}
reason-key-database = tokens are in the database of API Manager, where the Store writes its keys
reason-grants = handled as by a key manager: scopes and applications of API Manager are known
reason-signs-on = {$issuer} signs on here; in 5.0.0 the console may still want it, see README.md
reason-no-sign-on = {$who}; sign-on itself stays off here
reason-string = a string: the pages compare it as one
reason-log-in = browsers log in at {$who}
reason-context = stands in place of the context of the site while the front serves it
reason-front-https = the front's port is not the usual one

## WorkflowCallbackService.xml

reason-workflow-end = {$who} waits for the end of workflows
reason-workflow-own = {$name} itself, at the ports it really has
