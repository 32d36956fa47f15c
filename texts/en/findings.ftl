### What the engine finds.

## Words that several findings share

# The rest of a long list of names.
more = {$count} more

# In remedies: Add …
a-gateway-manager = a gateway manager
a-gateway-worker = a gateway worker
a-key-manager = a key manager
a-publisher = a Publisher
a-store = a Store
an-all-in-one = an all-in-one

# Of which there are several, or which make a cluster.
many-gateways = gateways
many-gateway-workers = gateway workers
many-key-managers = key managers
many-publishers = Publishers
many-stores = Stores
many-publishers-and-stores = Publishers and Stores
many-identity-servers = Identity Servers

fix-add = Add {$kinds}
fix-use = Use {$value}
fix-name-it = Name it {$name}
fix-number-the-others = Number the others
fix-keep-only = Keep {$name} only
fix-usual-folder = Use the usual folder
fix-front-address = Use the front's own address
fix-name-below-domain = Use the name below the domain

## Ports

port-clash = Port {$port} on host {$host} is taken by {$names}{ $more ->
    [0] {""}
    [one] , and one more port
   *[other] , and {$more} more ports
}.
port-clash-twice = Port {$port} on host {$host} is asked for twice by {$name}{ $more ->
    [0] {""}
    [one] , and one more port
   *[other] , and {$more} more ports
}.
port-clash-advice = The server that starts second fails with "address already in use", or opens half its ports.
# Steps with commas between them; the first begins with a capital.
port-clash-fix = {$steps}
port-clash-fix-port = Give {$name} port {$port}
port-clash-then-port = give {$name} port {$port}
port-clash-then-offset = give {$name} offset {$offset}
port-clash-then-free-offset = let {$name} find its offset
port-clash-then-remove = remove {$name}
port-overflow-pinned = Offset {$offset} pushes {$ports} of {$name} past 65535, the last port.
port-overflow-pinned-advice = The server does not start. Choose a smaller offset, or none.
port-overflow-full = There is no free port left for {$ports} of {$name} on its host.
port-overflow-full-advice = Move some of the instances to another host.
port-ssh = {$name} wants port 22, where SSH listens.
port-ssh-advice = One of the two does not start; without SSH the machine cannot be set up.
port-ssh-fix = Use port {$port} again
port-unknown = {$name} ({$kind}) has no port {$ports} that is set by hand.
port-unknown-advice = The number is ignored: its other ports move with the offset only.
port-unknown-fix = Remove the number

## Needs that nobody serves

missing-mysql = {$names} { $count ->
    [one] needs
   *[other] need
} MySQL, and there is none.
missing-mysql-advice = Users, APIs and registry are not shared without it: a published API never reaches the Store.
missing-key-manager = {$names} { $count ->
    [one] needs
   *[other] need
} a key manager, and there is none.
missing-key-manager-advice = Nobody issues or checks tokens without one: every call and every login fails.
missing-key-manager-identity-server = Nobody issues or checks tokens without one: every call and every login fails. In its properties {$name} can be made the key manager instead; experimental.
missing-gateway-manager = {$names} { $count ->
    [one] needs
   *[other] need
} a gateway manager, and there is none.
missing-gateway-manager-advice = APIs are deployed to it, and workers check out what it commits.
missing-gateway-advice = The Store shows consumers the address of the gateway, and tries tokens there.
missing-svn = {$names} { $count ->
    [one] needs
   *[other] need
} Subversion, and there is none.
missing-svn-advice = Workers take API definitions from a Subversion repository; without one they answer 404 to every call.
publisher-without-store = {$names} { $count ->
    [one] publishes
   *[other] publish
} APIs, and there is no Store in which consumers find them.
publisher-without-store-advice = The Publisher's links to the Store lead nowhere.
store-without-publisher = {$names} { $count ->
    [one] stays
   *[other] stay
} empty: there is no Publisher in which APIs are made.
store-without-publisher-advice = Consumers can log in, and find no API.

## Roles of which a deployment takes one

several-managers = {$names} would manage one gateway cluster; exactly one may.
several-managers-advice = APIs are deployed to {$name} only, and it alone is told to commit them: two committers bring the Subversion repository into conflict. More gateways are workers.
several-managers-fix = Keep {$name}, make {$others} { $count ->
    [one] a worker
   *[other] workers
}
several-managers-fix-and-add = Keep {$name}, make {$others} { $count ->
    [one] a worker
   *[other] workers
}, and add {$kinds}
several-all-in-one = {$names} are each a whole deployment, and each would manage one gateway cluster.
several-all-in-one-advice = Two managers of one cluster are in each other's way. Keep one, or draw the roles apart: one gateway manager, several of the others.
all-in-one-mixed = {$names} { $count ->
    [one] has
   *[other] have
} every role already; {$others} { $other-count ->
    [one] does
   *[other] do
} the same beside it.
all-in-one-mixed-advice = It goes on using its own key manager, Publisher and Store. Replace it by a gateway manager, or remove the others.
no-committer = {$names} { $count ->
    [one] checks
   *[other] check
} out of {$repository}, into which no manager commits.
no-committer-advice = No API reaches them. Manager and workers of a cluster use one repository.
no-committer-fix = Use the manager's repository

## The front

no-front = There are several {$roles}, and no nginx that shares the callers out among them.
no-front-advice = Everybody is told the address of the first; the others stay idle.
front-empty = {$names} has nothing to publish.
front-empty-advice = Add a gateway, a Publisher or a Store behind it.
front-address = {$names} have no address in common: the public names lead to {$name} only.
front-address-advice = Set the common address in the settings: a virtual address that moves between the machines, or the address of a balancer before them.
front-address-invalid = {$address} is no address of the front.
front-address-invalid-advice = The public names stand beside it in every hosts file: it must be an IP address that the other machines reach.
front-address-elsewhere = The public names lead to host {$host}, where no nginx runs.
front-address-elsewhere-advice = The common address of the fronts is an address of its own, or that of the host of one of them.
front-ports = {$names} { $count ->
    [one] listens
   *[other] listen
} on other ports than {$name}.
front-ports-advice = Redirects and links name one public port: callers of the others are sent to a port that nobody opens there.
front-ports-fix = Use the ports of {$name}

## Hosts

host-name-invalid = {$name} is no host name.
host-name-invalid-empty = A host has no name.
host-name-invalid-advice = URLs and hosts files carry it. Use letters, digits and dashes, with dots between the parts; Java takes a URL with an underscore for one without a host.
host-name-localhost = {$name} is the name that every machine has for itself.
host-name-localhost-advice = Other machines and browsers would look for it on themselves, and a hosts file may not move it.
host-name-address = Host {$host} has an address for a name.
host-name-address-advice = Certificates and redirects want a name, and a hosts file cannot give an address another one.
host-name-duplicate = {$count} hosts are named {$name}.
host-name-duplicate-advice = Every hosts file would give the name several addresses, and the first wins: the others are never reached.
host-address-missing = Host {$host} has no address.
host-address-missing-advice = Hosts files, clusters and database accounts name machines by address. Give it the IP address at which the other hosts reach it.
host-address-invalid = {$address} of host {$host} is no address of a machine.
host-address-invalid-advice = Hosts files, clusters and database accounts need an IP address, such as 10.0.1.11, not a name: the bundled Hazelcast does not look names up well.
host-address-loopback = Address {$address} of host {$host} leads every machine to itself.
host-address-loopback-several-advice = The other hosts look for it on themselves, and a cluster member that announces it stays alone. Give the address at which the others reach it.
host-address-loopback-cluster-advice = A cluster member that announces it stays alone: the only hint is a WARN line about the loopback address. Give the machine's own address.
host-address-loopback-advice = Only this machine reaches the deployment. Give its own address before others shall.
host-address-ipv6 = {$hosts} { $count ->
    [one] is reached
   *[other] are reached
} by an IPv6 address.
host-address-ipv6-advice = The Hazelcast and Thrift of these products predate its use; addresses with colons break their `host:port` texts. Use an IPv4 address.
host-address-duplicate = Hosts {$hosts} have the same address {$address}.
host-address-duplicate-advice = One address is one machine: ports that clash there are not seen here. Correct the address, or draw them as one host.
host-address-duplicate-fix = Remove the empty host
host-memory = The {$count} servers on host {$host} take about {$memory} GiB of memory.
host-memory-advice = A node takes about 1.5 GiB, BAM 3.5 GiB. See that the machine has it, or move some of them.
ssh-user-invalid = {$user} is no account to log in with on host {$host}.
ssh-user-invalid-advice = The copying script fails. Ubuntu images use `ubuntu`.
# In place of a key that is not to be read over a shoulder.
ssh-key-hidden = The text
ssh-key-public = {$key} as key file of host {$host} is the public half; the private one opens the door.
ssh-key-spaces = {$key} as key file of host {$host} has spaces around it.
ssh-key-option = {$key} as key file of host {$host} would be taken for an option.
ssh-key-folder = {$key} as key file of host {$host} is a folder.
ssh-key-itself = {$key} as key file of host {$host} is a key itself; name the file that holds it.
ssh-key-advice = The copying script hands it to SSH with `-i`.
ssh-key-fix = Use the SSH client's own key
design-large = The design has {$instances} instances on {$hosts} hosts.
design-large-advice = Up to 1,000 on 100 are measured; beyond, the page slows down. Clusters of that size are unheard of: split the deployment.

## Names

instance-name-duplicate = {$count} instances are named {$name}.
instance-name-duplicate-advice = Nobody tells them apart in a review; their folders are named by their identifiers.
instance-name-empty = An instance ({$kind}) has no name.
instance-name-empty-advice = It is listed without one, and its folder is named by its identifier.
domain-invalid = {$domain} is no domain for public names.
domain-invalid-advice = The names of gateway, Publisher and Store are made below it: letters, digits and dashes, with dots between the parts.
domain-example = The public names are made below the example domain {$domain}.
domain-example-advice = Browsers find them only on machines with the lines of the hosts file. Set a domain of your own, and have certificates made for it.
public-name-invalid = {$name} is no public name of the {$role}.
public-name-invalid-advice = nginx, certificates and hosts files carry it: letters, digits and dashes, with dots between the parts.
public-name-duplicate = {$roles} have one public name, {$name}.
public-name-duplicate-advice = nginx serves one role under a name: the others are never reached.
public-name-duplicate-fix = Use the names below the domain
public-name-host = {$name} is both the public name of the {$role} and the name of a host at another address.
public-name-host-advice = Hosts files would give the name two addresses, and the first wins: callers pass the front by.
public-name-host-fix = Name the host {$name}

## Folders

home-invalid = Home {$home} of {$name} {$fault}.
home-invalid-advice = The product is unpacked there, and its files are replaced there. Give it an absolute folder of its own, such as /opt/wso2/store.
home-invalid-fix = Use the usual home
svn-path-invalid = Repository {$path} of {$name} {$fault}.
svn-path-invalid-advice = svnserve serves its parent, and the last part stands in every gateway's SvnUrl. Use an absolute path of letters, digits, dots and dashes.
svn-path-invalid-fix = Use the usual path
# What a home or a repository does wrong; stands at the end of the two sentences.
path-relative = is not absolute
path-control = holds control characters
path-long = is too long
path-dots = leads through `.` or `..`
path-part-long = has a folder name longer than 255 bytes
path-root = is the root of the file system
path-system = is a folder of the system
path-inside-system = is inside a folder of the system
path-no-url = ends in a name that a URL cannot carry as it is
path-below-root = has the root for a parent, which svnserve would serve whole
home-unsafe-temporary = Folder {$folder} of {$name} is emptied when the machine starts.
home-unsafe-temporary-advice = The server is gone after the next restart of the machine.
home-unsafe-characters = Folder {$folder} of {$name} holds more than letters, digits, dots and dashes.
home-unsafe-characters-advice = The start scripts of these products do not quote their home everywhere, and Java splits paths at colons.
home-duplicate = {$names} have one folder on host {$host}, {$folder}.
home-duplicate-advice = They would overwrite each other's files; a product home runs one server.
home-duplicate-fix = Give each its own folder
home-nested = The folder of {$names} is inside that of {$name}.
home-nested-advice = Replacing or removing the outer product takes the inner one with it.

## The order of start

start-order-late = {$name} starts before {$names}, which it needs.
start-order-late-advice = It fails at its start, or serves nothing until it is started again.
start-order-late-fix = Use the usual order

## Links

link-illegal-follows = The link from {$from} to {$to} for {$link} is ignored: it follows from the databases and the roles.
link-illegal-follows-advice = Databases choose their server in the settings; a front publishes all of a role.
link-illegal-needless = {$from} ({$kind}) has no need for {$link}; its link to {$to} is ignored.
link-illegal-needless-advice = Remove the link.
link-illegal = {$to} ({$kind}) cannot serve {$link} for {$from}.
link-illegal-advice = The files would send it to a server that does not answer. Go back to the automatic choice, or choose another provider.
link-illegal-fix = Go back to the automatic choice
link-repeated = {$from} has several links for {$link}; only the one to {$to} counts.
link-repeated-advice = Remove the others from the file.
link-repeated-fix = Keep the last
past-the-front = {$names} { $count ->
    [one] asks
   *[other] ask
} {$asked} directly, past the front.
past-the-front-fix = Call the common name
key-manager-bypassed-advice = When that key manager stops, the others do not take over. With several, everybody calls the common name.
sign-on-bypassed-advice = The Identity Server calls itself by its public name; browsers must reach its own port too, which should stay inside.
key-links-differ = {$name} checks tokens at {$checks} and gets them from {$tokens}.
key-links-differ-advice = `APIKeyValidator/ServerURL` names one key manager for both: the choice cannot be written.
key-links-differ-fix = Use one for both

## Who manages keys

thrift-several = Thrift is chosen for key validation, and {$names} would have to share it.
thrift-several-advice = Thrift goes through no HTTP front: validation times out, and every call fails with 900900. Several key managers are asked by web service.
thrift-several-fix = Use the web service
identity-key-manager-experimental = {$names} { $count ->
    [one] is
   *[other] are
} the key manager: experimental with API Manager {$version}.
identity-key-manager-experimental-advice = The feature "{$feature}" is installed in it by hand before apply.sh, see README.md; which release of it fits Identity Server 5.0.0 is not known for certain. Try tokens and calls before you rely on it, or draw a key manager.
identity-key-manager-beside = {$names} { $count ->
    [one] stands
   *[other] stand
} beside {$others}, which { $other-count ->
    [one] is
   *[other] are
} the key manager already.
identity-key-manager-beside-advice = Everybody who was told no other asks the Identity Server. Keep one of the two: an own key manager is not run beside it.

## Clusters and the registry

cluster-domain-invalid = {$domain} is no domain of a cluster ({$members}).
cluster-domain-invalid-empty = The cluster of the {$members} has no domain.
cluster-domain-invalid-advice = Members find each other by it: letters, digits, dots and dashes, equal on all.
cluster-domain-shared = {$members} share the cluster domain {$domain}.
cluster-domain-shared-advice = They become one cluster: a worker gets deployment messages that are meant for others. Each cluster has its own domain.
cluster-domain-shared-fix = Give each its own domain
mount-name-local = {$name} is the name of each node's own registry.
mount-name-local-advice = A mount may not rest on the current database: the registry does not start.
mount-name-invalid = {$name} is no name for the shared registry.
mount-name-invalid-empty = The shared registry has no name.
mount-name-invalid-advice = `dbConfig`, `remoteInstance` and every mount refer to it: letters, digits, dots and dashes.

## Databases

database-name-empty = Database name {$name} ({$role}) is empty.
database-name-long = Database name {$name} ({$role}) is longer than 64 characters.
database-name-characters = Database name {$name} ({$role}) holds more than letters, digits, `_`, `-` and `$`.
database-name-reserved = Database name {$name} ({$role}) belongs to the server itself.
database-name-advice = It stands in SQL, in JDBC URLs and in XML.
database-name-shared = {$roles} are one database, {$name}.
database-name-shared-advice = Schemas would be loaded on top of each other, and tables with equal names refused. Each role has its own database.
database-name-shared-case-advice = The names differ in case only: a server with `lower_case_table_names` takes them for one.
database-name-shared-fix = Give each its own name
database-user-empty = Database user {$user} ({$role}) is empty.
database-user-characters = Database user {$user} ({$role}) holds more than letters, digits, `_`, `-`, `.` and `$`.
database-user-long = Database user {$user} ({$role}) is longer than the {$limit} characters of {$server}.
database-user-advice = The server refuses to create the account.
database-user-root = The databases {$roles} are opened as `root`.
database-user-root-advice = Whoever reads one configuration file rules the whole server. Use accounts with rights on their database only.
database-user-root-fix = Use accounts of their own
database-user-shared = {$roles} are opened as one user, {$user}.
database-user-shared-advice = It works with one password for all: an account has one. Separate users keep a leak to one database.
database-user-shared-fix = Use a user for each
database-server-wrong = The {$role} database is on {$name}, which is no database server ({$kind}).
database-server-wrong-advice = Nothing answers there. Choose a MySQL instance.
database-server-wrong-fix = Use the MySQL of the design
database-embedded = {$names} { $count ->
    [one] keeps
   *[other] keep
} its embedded H2 databases.
database-embedded-advice = Fine for a trial. H2 is lost with its folder, and cannot be shared when the deployment grows.
mysql-connections-few = {$name} allows {$written} connections; its clients can ask for {$needed}.
mysql-connections-many = {$name} cannot allow {$written} connections; the most is {$most}.
mysql-connections-clients = The clients of {$name} can ask for {$needed} connections; the most is {$most}.
mysql-connections-advice = Under load servers wait a minute for a connection and then fail. Each pool takes up to 50.
mysql-connections-fix = Use the calculated number
mysql-connections-raised = The clients of {$name} can ask for {$needed} connections; a MySQL that nobody tuned allows {$usual}.
mysql-connections-raised-advice = apim.cnf in its folder raises `max_connections`. See that the machine's memory and open files allow as many.
mysql-strict = {$name} ({$server}) refuses the schema's `TIMESTAMP DEFAULT 0` as it comes.
mysql-strict-advice = The SQL of the bundle relaxes `sql_mode` for its session. Loaded by hand, say SET sql_mode='' first. MySQL 5.6 takes the schema as it is.
mysql-8 = {$name} is MySQL 8.0, years younger than these products.
mysql-8-advice = Connector/J 5.1 logs in only to accounts with `mysql_native_password`, and Connector/J 8 needs Java 8, which the products do not support. Where `validate_password` is on, it must like the passwords of the accounts. Use MySQL 5.6 where you can choose.
mysql-8-fix = Plan for MySQL 5.6

## Security

stock-certificates = {$names} { $count ->
    [one] accepts
   *[other] accept
} any name in the certificate of a server that { $count ->
    [one] it calls
   *[other] they call
} by https.
stock-certificates-advice = The shipped certificate says `localhost`, not the name of the key manager, so that `/token` fails otherwise. The switch holds for calls to backends too. Give each server a certificate in its own name, and say so in the settings.
stock-certificates-fix = Use own certificates
admin-user-stock = The administrator is named {$user}, which everybody tries first.
admin-user-stock-advice = The shipped password is public too: choose another before the first start, the same for every node.
admin-user-invalid = {$user} is no name for the administrator.
admin-user-invalid-advice = Use 3 to 30 letters, digits, dots and dashes: `@` would name a tenant, `/` another user store, and the servers call each other with it.

## Zones

zone-exposed-mysql = {$name} holds every account, subscription and token, and is on {$host} in the zone {$zone}.
zone-exposed-svn = {$name} holds every API that the gateways run, and is on {$host} in the zone {$zone}.
zone-exposed-advice = Whoever breaks into that zone is one step from it. Put it on a host of the zone Data or Internal, and open its port to the servers alone.
zone-bypassed = {$names} on {$host} in the zone Public { $count ->
    [one] connects
   *[other] connect
} straight to {$others} in the zone Data.
zone-bypassed-advice = Between the public and the data nothing looks at what passes. Leave only nginx in the zone Public, and put the servers behind it into DMZ or Internal.
zone-missing = {$hosts} { $count ->
    [one] is
   *[other] are
} in no zone, though other hosts are in one.
# `no zone` is as the bundle has it, which is English.
zone-missing-advice = The firewall matrix lists their ways under `no zone`. Choose a zone for each host, or for none.
zone-missing-fix = Put them into the zone Internal

## What stands beside API Manager, and what stands idle

statistics-form = Statistics of {$version} are switched on in the admin dashboard, not by file.
statistics-form-advice = Fill in the form once, after BAM is up, with the values of the bundle. Tables appear after the first call and Hive's next run, up to two minutes later.
statistics-first-run = The statistics database stays empty until the first call and Hive's next run.
statistics-first-run-advice = apply.sh brings the toolbox API_Manager_Analytics.tbox to BAM; Hive makes the tables, up to two minutes after the first call.
several-bam = {$names} would write into one statistics database.
several-bam-advice = Each gets every event and summarises it: calls are counted more than once.
identity-server-manual = The web applications that sign on at {$names} are to be looked for once in its console.
identity-server-manual-advice = Its shipped files are not public: the bundle edits them where they stand, the users of API Manager included, but in 5.0.0 a file alone may not register API_PUBLISHER and API_STORE. README.md has the values. Clocks must agree to minutes.
identity-server-idle = {$names} { $count ->
    [one] does
   *[other] do
} nothing: nobody signs on there.
identity-server-idle-advice = Publisher and Store use the first Identity Server, or the one that they are linked to.
activemq-idle = {$names} { $count ->
    [one] does
   *[other] do
} nothing: no gateway is linked to it.
activemq-idle-advice = Nothing in 1.9 needs a broker. Link a gateway to it to switch on the JMS transport there.
svn-idle = {$names} { $count ->
    [one] does
   *[other] do
} nothing: no gateway synchronizes over it.
svn-idle-advice = All gateways of a cluster use the first repository, or the one that they are linked to.
mysql-idle = {$names} { $count ->
    [one] does
   *[other] do
} nothing: it holds no database.
mysql-idle-advice = Databases are on the first server, or on the one that the settings choose.
