### What the page says.

## Words that several views share

severity-error = error
severity-warning = warning
severity-note = note
moves-with-offset = moves with the offset
moves-never = never moves
closed = closed
closed-unclustered = only as a member of a cluster
closed-without-thrift = only with key validation over Thrift
port-overflow = past 65535
offset-pinned = pinned
offset-free = automatic: its own ports are free on this host
offset-taken = automatic: {$port} is {$holder}’s

## Counts

count-hosts = { $count ->
    [one] 1 host
   *[other] {$count} hosts
}
count-instances = { $count ->
    [one] 1 instance
   *[other] {$count} instances
}
count-links = { $count ->
    [one] 1 link
   *[other] {$count} links
}
count-lines = { $count ->
    [one] 1 line
   *[other] {$count} lines
}
count-files = { $count ->
    [one] 1 file
   *[other] {$count} files
}
count-results = { $count ->
    [one] 1 result
   *[other] {$count} results
}
count-errors = { $count ->
    [one] 1 error
   *[other] {$count} errors
}
count-warnings = { $count ->
    [one] 1 warning
   *[other] {$count} warnings
}
count-notes = { $count ->
    [one] 1 note
   *[other] {$count} notes
}

field-number = `{$typed}` is no {$what}; type {$range}, or leave the field empty
offset = offset
tab-properties = Properties
tab-ports = Ports
tab-files = Files
tab-findings = Findings
tab-outline = Outline
navigation-map = As on a map: drag the ground to move, turn the wheel to zoom
navigation-tool = As in a design tool: drag the ground to select, turn the wheel to move
undone = Undone: {$step}
done-again = Done again: {$step}
back-to = Back to: {$step}
back-to-the-beginning = Back to the beginning
changed-meanwhile = the design has changed meanwhile; do it once more

## Files in and out

saved-file = Saved {$file}
downloaded-file = Downloaded {$file}
not-opened = {$file} could not be opened
unreadable-file = the browser could not read the file; choose it again
no-design-file = {$file} is no design file
no-design-file-help = Drop a design file here: a .json that was saved on this page, or design.json of a bundle.
writing-files = Writing the files…
no-bundle = The bundle could not be made
sentence = {$what}.

## The browser's storage

no-storage = this browser lets the page store nothing
storage-full = the browser’s storage for this page is full
storage-refused = the browser refused to store it
other-tab-unreadable = The other tab’s design cannot be read
other-tab-unreadable-why = {$why}. This tab keeps its own.
last-unreadable = The design of your last visit cannot be read
last-kept-aside = {$why}. It is kept aside in this browser; download it to mend it.
last-stays = {$why}. It stays where it is and nothing new is stored over it; download it to mend it.
stored-unreadable = the stored design of the last visit is unreadable

## The engine

no-worker = this browser does not let the page start a worker, which writes the files
engine-not-run = its script did not run
engine-broken = The part of the page that writes files does not work: {$fault}. Check the connection and try again
page-stopped = The page has stopped after a fault of its own; load it again. The design is kept as it was stored last

## The language

language-missing = The texts in {$language} could not be loaded; check the connection and choose the language again
language-chosen = Language: {$language}

## Bars around the canvas

bar-skip = Go to the outline
bar-design-name = Design name
bar-history = History
bar-step = {$what}: {$step}
bar-nothing-to-undo = Nothing to undo
bar-nothing-to-redo = Nothing to redo
bar-design = Design
bar-new = New
bar-open = Open design
bar-search-by-keys = Search for an action, a host or a server ({$keys})
bar-hide-panel = Hide the panel
bar-show-panel = Show the panel
bar-version = Version
design-unnamed = a design needs a name; it becomes the bundle’s folder
version-unknown = there is no version {$version}
theme-system = Theme: system
theme-light = Theme: light
theme-dark = Theme: dark
panel-inspector = Inspector
panel-width = Width of the panel
panel-width-how = Drag or click
status-promise = Nothing leaves this page
status-kept = Kept in this browser
status-saving = Saving…
status-saved = Saved in this browser
status-failed = Not saved: {$why}. Use Save design
status-contested = Not saved: another tab has changed the design
other-tab-asks = Another tab has stored a different design. Which one stays?
other-tab-take = Take the other tab’s
other-tab-keep = Keep this one

## Dialogs

dialog-new = New design
dialog-paste = Paste hosts
dialog-settings = Settings
dialog-search = Search
dialog-keys = Keys
dialog-history = History
dialog-scale = More of it
dialog-close = Close
dialog-done = Done
dialog-cancel = Cancel
new-undo = Undo brings the present design back.
new-empty = Empty
new-empty-about = Nothing yet: add hosts, then servers
paste-label = One host a line, as in /etc/hosts
paste-help = An address and a name; a plain name or a plain address will do. Comments and blank lines are skipped.
# A comment in the example of such lines.
paste-example = the key manager
paste-preview = What the lines add
paste-line = line {$number}
paste-no-address = {$name}  without an address yet
paste-aliases = {$host}  (alias left out: {$aliases})
paste-left-out = left out: {$reason}
paste-add = Add {$hosts}
paste-add-some = Add {$hosts}, leave out {$lines}
blocked-title = { $count ->
    [one] 1 problem blocks this deployment
   *[other] {$count} problems block this deployment
}
blocked-text = The bundle can be made, but the servers it configures will not work together until they are mended.
blocked-download = Download all the same
blocked-show = Show problems
notice-download = Download it
search-label = Search for an action, a host or a server
search-placeholder = What do you want to do?
search-found = Found
search-add = Add {$kind}
search-instance = {$name}  {$kind} on {$host}  {$ports}
history-beginning = The beginning
scale-each = One more like {$name} on each of:
scale-has = {$host}, has {$count}
scale-add = Add {$count}

## Findings

findings-unchecked = The checks did not run: {$why}.
findings-none = No problems found
findings-errors = Errors · {$count}
findings-warnings = Warnings · {$count}
findings-notes = Notes · {$count}
findings-more = Show {$count} more
findings-settings = Show the settings
finding-show = Show
finding-show-it = Show: {$message}
try-again = Try again

## Files

files-large = The design is large; its files are written on request.
files-write-all = Write all files
files-unreadable = The list of files cannot be read: {$error}.
files-none = No files: nothing here needs one.
files-of-instance = Files of {$name}
files-on-host = Files on {$host}
files-of-bundle = The whole bundle
# Read out after the number of values, which stands before it.
files-changed = { $count ->
    [one] value changed
   *[other] values changed
}
file-changed = { $count ->
    [one] 1 value changed
   *[other] {$count} values changed
}
file-copied = Copied {$file}
file-copy = Copy the file
file-save = Save the file
file-text = Text of {$file}
value-was = was {$value} · {$source}
value-new = new · {$source}
value-empty = empty

## The outline

outline-empty = No hosts yet. Add one, or begin with a ready design: New.
outline-zone = Zone {$zone}
outline-offset = offset {$offset}
outline-taken = {$port} taken
outline-to = to {$name}
outline-add-host = Add host
outline-actions = Actions for {$item}
outline-link = {$from} to {$to}
outline-earlier = Earlier on its host
outline-later = Later on its host
