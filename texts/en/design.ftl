### What happens to a design: steps, and why one is refused.

## Steps, as undo and the history name them

step-open = Open {$name}
step-rename = Rename the design to {$name}
step-version = Use API Manager {$version}
step-add-host = Add host {$host}
step-move-host = Move host {$host}
step-zone = Put host {$host} into the zone {$zone}
step-no-zone = Put host {$host} into no zone
step-change-host = Change host {$host}
step-remove-host = Remove host {$host}
step-place = Add {$kind} to {$host}
step-move = Move {$name} to {$host}
step-offset = Give {$name} offset {$offset}
step-free-offset = Let {$name} find its offset
step-key-manager = Make {$name} the key manager
step-no-key-manager = Let {$name} manage no keys
step-change = Change {$name}
step-remove = Remove {$name}
step-database = Change the {$role} database
step-link = Link {$from} to {$to} for {$link}
step-free-link = Let {$from} find its provider of {$link}
step-settings = Change the settings
step-add-hosts = Add { $count ->
    [one] 1 host
   *[other] {$count} hosts
}
why-cluster = members of one cluster talk to each other, both ways

## Refusals

no-host = there is no host `{$host}`; choose one of the design's hosts
no-instance = there is no instance `{$instance}`; choose one of the design's instances
name-taken = the name `{$name}` is taken; choose another identifier
too-many = a design holds at most {$limit} hosts and instances; split it into several
text-too-long = the text is longer than {$limit} bytes; shorten it
control-characters = control characters cannot be written into configuration files; remove them
no-port = `{$instance}` ({$kind}) has no port `{$port}` that is set by hand; its ports move with the offset
no-key-manager = `{$instance}` ({$kind}) cannot be a key manager; choose an Identity Server
no-server = `{$instance}` is no database server; choose a MySQL instance
not-a-provider = `{$to}` ({$kind}) cannot serve {$link} for `{$from}`
data-link = databases choose their server in the settings, not by a link; set the server of the database
no-need = `{$from}` has no need for {$link}
box-width = a host box is between 160 and 2000 pixels wide

## Pasted lines

line-loopback = names this machine itself
line-known = {$name} is in the design already
line-repeated = the same as line {$number}
line-address = `{$text}` is no IP address; write four numbers from 0 to 255 with dots, such as 10.0.1.11
line-order = the address comes first; write `{$address} {$name}`
line-name = `{$name}` is no host name: {$why}
line-other-address = {$name} has the address {$address} {$place}; give it one address, or another name
line-other-name = {$address} belongs to {$name} {$place}; put the name there as an alias, or mend the address
place-in-design = in the design
place-in-line = in line {$number}
name-empty = it is empty; type one
name-long = it is longer than {$limit} characters; shorten it
name-empty-label = two dots follow each other, or it begins or ends with one; remove the dot
name-long-label = a part between dots is longer than {$limit} characters; shorten it
name-underscore = underscores are not allowed, and Java refuses them in addresses; use dashes
name-dash = a part begins or ends with a dash; remove the dash
name-character = only letters, digits, dashes and dots are allowed

## Files and copies

no-copy = what was pasted is no copy of hosts or servers; select some and copy them first
file-too-large = the file is larger than {$limit} MiB; this cannot be a design file
file-encoding = the file is not valid UTF-8 text; choose a design file, such as design.json of a bundle
file-syntax = line {$line}, column {$column}: {$what}. Mend the place, or start from `apim-designer new --preset classic`
file-field = line {$line}, column {$column}, {$at}: {$what}
file-schema = the file has no format number; a design file begins with "schema": {$schema}
file-too-new = the file uses format {$found}; this build reads up to {$schema}. Use a newer apim-designer
file-identifier = {$at}: `{$id}` is no identifier; use up to {$limit} lower-case letters, digits and dashes
file-inconsistent = {$what}; remove one of the two, or name what is there
file-value = {$at}: {$what}
file-count = hosts and instances
file-count-limit = {$count} hosts and instances are too many; the limit is {$limit}
file-text-long = the text is too long; shorten it
host-twice = host {$host} stands twice
instance-twice = instance {$instance} stands twice
instance-without-host = instance {$instance} is on host {$host}, which is not there
link-without-instance = a link names instance {$instance}, which is not there
database-without-server = database {$role} is on {$server}, which is not there
database-role-missing = a database role is missing

## JSON

json-longer = the text is longer than 4 GiB
json-after-end = more after the end
json-nested = nested too deeply
json-comma = remove the comma before the closing bracket
json-bracket = `,` or the closing bracket is missing
json-key = a text in double quotes is expected
json-colon = a key is followed by `:`
json-escape = no escape begins like this; a backslash itself is written `\\`
json-control = a line break or control character in a text is written as an escape, such as `\n`; or the closing quote is missing
json-quote = the text has no closing quote
json-value = a value is expected
json-comment = a comment has no end
json-early = the text ends too early: {$what}
json-place = line {$line}, column {$column}: {$what}
json-top = at the top
json-an-object = an object
json-a-list = a list
json-a-text = a text
json-expected = expected {$expected}, found {$found}
json-expected-text = a text in double quotes
json-expected-flag = a boolean, true or false
json-expected-number = a whole number from {$least} to {$most}
json-expected-list = a list in square brackets
json-expected-object = an object in braces
json-choice = `{$found}` is unknown; use one of {$known}
json-unknown-field = unknown field `{$field}`; correct or remove it. Known here are {$known}
json-field-twice = the field `{$field}` stands twice; remove one of the two
json-field-missing = the field `{$field}` is missing; add it

## Designs to start from

preset-classic = Classic, six hosts
preset-classic-about = Gateway manager and two workers, key manager, Publisher, Store, sign-on and statistics on six hosts
preset-single-host = Everything on one host
preset-single-host-about = The classic deployment on one machine: offsets keep the servers apart
preset-two-hosts = Two hosts, nothing optional
preset-two-hosts-about = Gateway and key manager on one host, Publisher, Store and MySQL on the other
preset-high-availability = High availability
preset-high-availability-about = Two of each role where the product allows it, behind two nginx that share an address
no-fix = this finding has no remedy any more; look at the findings again
