### The canvas and what can be done on it.

## Actions

action-duplicate = Duplicate
action-more-of-it-on-other-hosts = More of it on other hosts…
action-cut = Cut
action-copy = Copy
action-paste = Paste
action-remove = Remove
action-align-left = Align left
action-align-centre = Align centre
action-align-right = Align right
action-align-top = Align top
action-align-middle = Align middle
action-align-bottom = Align bottom
action-even-gaps-across = Even gaps across
action-even-gaps-down = Even gaps down
action-zoom-to-selection = Zoom to selection
action-show-all-that-it-needs = Show all that it needs
action-show-all-that-need-it = Show all that need it
action-zone-public = Zone: Public
action-zone-dmz = Zone: DMZ
action-zone-internal = Zone: Internal
action-zone-data = Zone: Data
action-zone-none = Zone: none
action-select-all = Select all
action-put-all-hosts-in-order = Put all hosts in order
action-add-a-host = Add a host
action-undo = Undo
action-redo = Redo
action-history = History…
action-zoom-in = Zoom in
action-zoom-out = Zoom out
action-zoom-to-100 = Zoom to 100 %
action-zoom-to-fit = Zoom to fit
action-ports-of-all-links = Ports of all links
action-map-in-the-corner = Map in the corner
action-switch-navigation-design-tool-or-map = Switch navigation: design tool or map
action-panel = Panel
action-english = Language: English
action-german = Language: Deutsch
action-new-design = New design…
action-save-design = Save design
action-paste-hosts = Paste hosts…
action-settings = Settings…
action-download-bundle = Download bundle
action-keys = Keys
keys-search-everything = Search everything
keys-search-everything-keys = Ctrl+K
keys-from-item-to-item = From item to item
keys-from-item-to-item-keys = Arrows
keys-move-a-host-or-a-server-among-others = Move a host, or a server among others
keys-move-a-host-or-a-server-among-others-keys = Ctrl+Arrows
keys-move-a-host-five-steps = Move a host five steps
keys-move-a-host-five-steps-keys = Ctrl+Shift+Arrows
keys-move-a-host-without-grid-and-guides = Move a host without grid and guides
keys-move-a-host-without-grid-and-guides-keys = Alt+drag
keys-select-one-more = Select one more
keys-select-one-more-keys = Shift+click
keys-select-by-a-frame = Select by a frame
keys-select-by-a-frame-keys = Shift+drag
keys-move-the-view = Move the view
keys-move-the-view-keys = Space+drag, middle button, two fingers
keys-zoom-to-the-pointer = Zoom to the pointer
keys-zoom-to-the-pointer-keys = Ctrl+wheel, pinch
keys-menu-of-what-is-under-the-pointer = Menu of what is under the pointer
keys-menu-of-what-is-under-the-pointer-keys = Second button, long press, Shift+F10
keys-leave-what-is-under-way = Leave what is under way
keys-leave-what-is-under-way-keys = Escape
key-ctrl = Ctrl
key-shift = Shift
key-delete = Delete

## Steps on the canvas

step-place-on-new-host = Add {$kind} on a new host
step-move-to-new-host = Move to a new host
step-move-hosts = { $count ->
    [one] Move 1 host
   *[other] Move {$count} hosts
}
step-move-hosts-into-zone = { $count ->
    [one] Move 1 host
   *[other] Move {$count} hosts
} into the zone {$zone}
step-remove-items = { $count ->
    [one] Remove 1 item
   *[other] Remove {$count} items
}
copied-items = { $count ->
    [one] Copied 1 item
   *[other] Copied {$count} items
}
step-paste-items = { $count ->
    [one] Paste 1 item
   *[other] Paste {$count} items
}
step-duplicate-items = { $count ->
    [one] Duplicate 1 item
   *[other] Duplicate {$count} items
}
step-add-items = { $count ->
    [one] Add 1 item
   *[other] Add {$count} items
}
step-order-hosts = Put { $count ->
    [one] 1 host
   *[other] {$count} hosts
} in order
step-hosts-into-zone = Put { $count ->
    [one] 1 host
   *[other] {$count} hosts
} into the zone {$zone}
step-hosts-into-no-zone = Put { $count ->
    [one] 1 host
   *[other] {$count} hosts
} into no zone
drop-offset = offset {$offset}
drop-taken = {$port} is taken
drop-asks = asks {$providers}
canvas = Canvas
zoom = Zoom
fit = Fit

## Items of the canvas

host = Host
item-host = Host {$name}
item-drop-here = Drop a server here
item-zone-hosts = Select the hosts of this zone
item-offset = {$kind}: offset {$offset}
item-offset-pinned = {$kind}: offset {$offset}, pinned
# What is read out of a server: these, with commas between them.
item-server = {$kind} {$name}
item-server-ports = ports {$ports}
item-server-offset = offset {$offset}
item-server-taken = port {$port} is taken twice on this host
item-server-problem = has a problem
item-server-warning = has a warning
links-kinds = Kinds of links
links-show-or-not = Show or leave out these links
links-write-ports = Write the real ports beside every link
# The legend: its other words are those of `link-…`.
links-keys = keys
links-deploy = deploy
links-drag-end = Drag to another server
links-needs = { $count ->
    [one] 1 server
   *[other] {$count} servers
}: what is selected and all that it needs
links-needed-by = { $count ->
    [one] 1 server
   *[other] {$count} servers
}: what is selected and all that need it
menu = What can be done here
drag-into-zone = into the zone {$zone}
drag-serves = {$name} serves {$link}
drag-cancelled = Cancelled
picked-nothing = Nothing picked
picked-kind = {$kind} picked: choose a host to put it on

## The empty canvas

start = Start
start-title = Draw your deployment
start-how = Drag a server from the palette onto the ground, or begin with one of these. The bundle follows the drawing.
start-machines = The machines are there already?
start-paste = Paste their lines of /etc/hosts
start-next = Drag another server onto the same host: an offset parts their ports

## The palette

palette = Palette
palette-api-manager = API Manager
palette-around = Around it
palette-place = Place
palette-host-about = A machine: drag it onto the ground, or click
