### The panel: properties, ports, settings.

## The design, and several of its things

inspect-design-about = The whole design; select a host, a server or a link for its own
inspect-folder = Folder of the bundle: {$folder}
inspect-selected = {$count} selected
inspect-choose-one = Choose one for its properties
inspect-remove-selected = Remove the selected hosts and instances
inspect-link = {$from} to {$to}
inspect-link-in-list = {$from} to {$to}, {$link}

## A host

inspect-name = Name
inspect-zone = Zone
inspect-none = none
inspect-automatic = automatic
inspect-host-about = Host with { $count ->
    [one] 1 instance
   *[other] {$count} instances
}
inspect-host-name-empty = a host needs a name; type the one that other hosts know it by
inspect-address = Address
inspect-ssh-user = SSH user
inspect-ssh-key = Key file
inspect-ssh-key-usual = the SSH client’s default
inspect-ssh-key-note = Path on your machine, such as ~/.ssh/apim.pem
inspect-instances = Instances
inspect-no-instances = None yet
inspect-add-instance = Add instance
inspect-kind-to-add = Kind of instance
inspect-on-the-canvas = On the canvas
inspect-from-left = From the left
inspect-from-top = From the top
inspect-width = Width
# What a number must be: in the sentence `field-number`, and alone.
inspect-range = {$least} to {$most}
inspect-whole-number = a whole number
inspect-type-whole-number = type a whole number
inspect-number-of-place = place
inspect-number-of-width = width
inspect-move-host = Move the host
inspect-move-left = Move left
inspect-move-up = Move up
inspect-move-down = Move down
inspect-move-right = Move right
inspect-remove-host = Remove the host and what is on it

## An instance

inspect-instance-about = {$kind} on {$host}
inspect-instance-name-empty = an instance needs a name; it becomes its folder
inspect-no-such-host = there is no host {$host}
inspect-offset = Port offset
inspect-number-of-offset = offset
inspect-offset-automatic = {$offset} automatic
inspect-offset-why = {$offset}, {$reason}
inspect-home = Home
inspect-start-order = Start order
inspect-start-order-usual = {$place} is usual for its kind
inspect-number-of-start = place in the order of start
inspect-server = Server
inspect-no-such-server = there is no server {$server}
inspect-connections = Connections
inspect-connections-usual = automatic: what the pools can open
inspect-number-of-connections = number of connections
inspect-repository = Repository
inspect-key-manager-too = Key manager too
inspect-key-manager-note = experimental; it needs a feature that is installed by hand
inspect-fixed-ports = Ports that no offset moves
inspect-number-of-port = port
inspect-port-zero = port 0 cannot be listened on; type 1 to 65535
inspect-port-closed = Closed: {$why}
inspect-remove-instance = Remove the instance

## Links

inspect-link-chosen = Link for {$link}, chosen by hand
inspect-link-automatic = Link for {$link}, automatic
inspect-from = From
inspect-to = To
inspect-dials = Dials
# Before what the caller does there, such as `checks every token`.
inspect-because = Because it
inspect-in-files = In files
inspect-source = Source
inspect-needs = Needs
inspect-nobody-yet = nobody yet
inspect-needed-by = Is needed by
inspect-link-why = {$link}: {$why}
inspect-who-serves = Who serves {$link}

## Ports

ports-of = Ports of {$name}
ports-on = Open ports on {$host}
ports-open = Open
ports-closed = Closed
ports-port = port
ports-listens-on = listens on
# Read out before the port that is usual.
ports-default = default
ports-also-written = also written in { $count ->
    [one] 1 place
   *[other] {$count} places
}
ports-held-by = held by
ports-for = for
ports-taken-twice = taken twice
ports-between-hosts = Who must reach whom
ports-ways = { $count ->
    [one] 1 way
   *[other] {$count} ways
} between hosts; select a host or an instance for its own ports
ports-copy = Copy as CSV
ports-save = Save as CSV
ports-copied = Copied the port matrix as CSV
ports-from = from
ports-to = to
ports-speaks = speaks
ports-more = {$count} more in the CSV

## Settings

settings-no-host-name = Not a host name: {$why}
settings-no-address = Not an IP address yet, such as 10.0.1.11
settings-names = Names and addresses
settings-domain = Domain
settings-front-address = Front address
settings-front-address-note = Where several fronts share one address; else their own
settings-not-published = no front publishes it
settings-clusters = Clusters
settings-gateways = Gateways
settings-key-managers = Key managers
settings-publisher-store = Publisher, Store
settings-servers = Servers
settings-key-validation = Key validation
settings-web-service = web service
settings-automatic = automatic: {$usual}
settings-mount = Registry mount
settings-mount-note = Name of the shared registry’s dbConfig and remoteInstance
settings-overwrite = Mount overwrite
settings-overwrite-true = true: deletes what a node has there
settings-overwrite-virtual = virtual: keeps it beneath the mount
settings-administrator = Administrator
settings-administrator-note = The password is asked for on the hosts; it is never stored here
settings-certificates = Own certificates
settings-certificates-note = certificates.sh makes them in your servers' names; the shipped one says localhost
settings-databases = Databases
settings-no-server = none
settings-database-for = for
settings-database-name = name
settings-database-user = user
settings-database-server = server
settings-database-name-of = Name of the database for {$role}
settings-database-user-of = User of the database for {$role}
settings-database-server-of = Server of the database for {$role}
settings-this-page = This page
settings-language = Language
