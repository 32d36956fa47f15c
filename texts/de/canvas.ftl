### Die Zeichenfläche und was sich auf ihr tun lässt.

## Aktionen

action-duplicate = Duplizieren
action-more-of-it-on-other-hosts = Mehr davon auf anderen Hosts…
action-cut = Ausschneiden
action-copy = Kopieren
action-paste = Einfügen
action-remove = Entfernen
action-align-left = Links ausrichten
action-align-centre = Mittig ausrichten
action-align-right = Rechts ausrichten
action-align-top = Oben ausrichten
action-align-middle = Auf halber Höhe ausrichten
action-align-bottom = Unten ausrichten
action-even-gaps-across = Gleiche Abstände nebeneinander
action-even-gaps-down = Gleiche Abstände untereinander
action-zoom-to-selection = Auf die Auswahl zoomen
action-show-all-that-it-needs = Alles zeigen, was es braucht
action-show-all-that-need-it = Alles zeigen, was davon abhängt
action-zone-public = Zone: Öffentlich
action-zone-dmz = Zone: DMZ
action-zone-internal = Zone: Intern
action-zone-data = Zone: Daten
action-zone-none = Zone: keine
action-select-all = Alles auswählen
action-put-all-hosts-in-order = Alle Hosts ordnen
action-add-a-host = Host hinzufügen
action-undo = Rückgängig
action-redo = Wiederholen
action-history = Verlauf…
action-zoom-in = Vergrößern
action-zoom-out = Verkleinern
action-zoom-to-100 = Auf 100 % zoomen
action-zoom-to-fit = Alles einpassen
action-ports-of-all-links = Ports aller Verbindungen
action-map-in-the-corner = Karte in der Ecke
action-switch-navigation-design-tool-or-map = Navigation wechseln: Zeichenprogramm oder Karte
action-panel = Seitenleiste
action-english = Sprache: English
action-german = Sprache: Deutsch
action-new-design = Neuer Entwurf…
action-save-design = Entwurf sichern
action-paste-hosts = Hosts einfügen…
action-settings = Einstellungen…
action-download-bundle = Paket herunterladen
action-keys = Tasten
keys-search-everything = Alles durchsuchen
keys-search-everything-keys = Strg+K
keys-from-item-to-item = Von Element zu Element
keys-from-item-to-item-keys = Pfeiltasten
keys-move-a-host-or-a-server-among-others = Einen Host verschieben oder einen Server unter den anderen
keys-move-a-host-or-a-server-among-others-keys = Strg+Pfeiltasten
keys-move-a-host-five-steps = Einen Host um fünf Schritte verschieben
keys-move-a-host-five-steps-keys = Strg+Umschalt+Pfeiltasten
keys-move-a-host-without-grid-and-guides = Einen Host ohne Raster und Hilfslinien verschieben
keys-move-a-host-without-grid-and-guides-keys = Alt+Ziehen
keys-select-one-more = Noch eines auswählen
keys-select-one-more-keys = Umschalt+Klick
keys-select-by-a-frame = Mit einem Rahmen auswählen
keys-select-by-a-frame-keys = Umschalt+Ziehen
keys-move-the-view = Den Ausschnitt verschieben
keys-move-the-view-keys = Leertaste+Ziehen, mittlere Taste, zwei Finger
keys-zoom-to-the-pointer = Zum Zeiger zoomen
keys-zoom-to-the-pointer-keys = Strg+Mausrad, Spreizen
keys-menu-of-what-is-under-the-pointer = Menü zu dem, was unter dem Zeiger ist
keys-menu-of-what-is-under-the-pointer-keys = Rechte Taste, langes Drücken, Umschalt+F10
keys-leave-what-is-under-way = Abbrechen, was im Gange ist
keys-leave-what-is-under-way-keys = Esc
key-ctrl = Strg
key-shift = Umschalt
key-delete = Entf

## Schritte auf der Zeichenfläche

step-place-on-new-host = {$kind} auf einem neuen Host hinzufügen
step-move-to-new-host = Auf einen neuen Host verschieben
step-move-hosts = { $count ->
    [one] 1 Host verschieben
   *[other] {$count} Hosts verschieben
}
step-move-hosts-into-zone = { $count ->
    [one] 1 Host
   *[other] {$count} Hosts
} in die Zone {$zone} verschieben
step-remove-items = { $count ->
    [one] 1 Element entfernen
   *[other] {$count} Elemente entfernen
}
copied-items = { $count ->
    [one] 1 Element kopiert
   *[other] {$count} Elemente kopiert
}
step-paste-items = { $count ->
    [one] 1 Element einfügen
   *[other] {$count} Elemente einfügen
}
step-duplicate-items = { $count ->
    [one] 1 Element duplizieren
   *[other] {$count} Elemente duplizieren
}
step-add-items = { $count ->
    [one] 1 Element hinzufügen
   *[other] {$count} Elemente hinzufügen
}
step-order-hosts = { $count ->
    [one] 1 Host ordnen
   *[other] {$count} Hosts ordnen
}
step-hosts-into-zone = { $count ->
    [one] 1 Host
   *[other] {$count} Hosts
} in die Zone {$zone} setzen
step-hosts-into-no-zone = { $count ->
    [one] 1 Host
   *[other] {$count} Hosts
} aus jeder Zone nehmen
drop-offset = Offset {$offset}
drop-taken = {$port} ist belegt
drop-asks = fragt {$providers}
canvas = Zeichenfläche
zoom = Zoom
fit = Alles

## Was auf der Zeichenfläche liegt

host = Host
item-host = Host {$name}
item-drop-here = Server hier ablegen
item-zone-hosts = Hosts dieser Zone auswählen
item-offset = {$kind}: Offset {$offset}
item-offset-pinned = {$kind}: Offset {$offset}, festgelegt
# Was von einem Server vorgelesen wird: dies, mit Kommas dazwischen.
item-server = {$kind} {$name}
item-server-ports = Ports {$ports}
item-server-offset = Offset {$offset}
item-server-taken = Port {$port} ist auf diesem Host doppelt belegt
item-server-problem = hat ein Problem
item-server-warning = hat eine Warnung
links-kinds = Arten von Verbindungen
links-show-or-not = Diese Verbindungen ein- oder ausblenden
links-write-ports = Die tatsächlichen Ports an jede Verbindung schreiben
# Die Legende: Ihre anderen Wörter sind die von `link-…`.
links-keys = Schlüssel
links-deploy = Verteilung
links-drag-end = Auf einen anderen Server ziehen
links-needs = { $count ->
    [one] 1 Server
   *[other] {$count} Server
}: die Auswahl und alles, was sie braucht
links-needed-by = { $count ->
    [one] 1 Server
   *[other] {$count} Server
}: die Auswahl und alle, die sie brauchen
menu = Was sich hier tun lässt
drag-into-zone = in die Zone {$zone}
drag-serves = {$name} bedient {$link}
drag-cancelled = Abgebrochen
picked-nothing = Nichts aufgenommen
picked-kind = {$kind} aufgenommen: Wählen Sie einen Host dafür

## Die leere Zeichenfläche

start = Start
start-title = Zeichnen Sie Ihre Installation
start-how = Ziehen Sie einen Server aus der Palette auf den Grund, oder beginnen Sie mit einem dieser Entwürfe. Das Paket folgt der Zeichnung.
start-machines = Die Rechner gibt es schon?
start-paste = Deren Zeilen aus /etc/hosts einfügen
start-next = Ziehen Sie einen weiteren Server auf denselben Host: Ein Offset trennt ihre Ports

## Die Palette

palette = Palette
palette-api-manager = API Manager
palette-around = Umgebung
palette-place = Ort
palette-host-about = Ein Rechner: auf den Grund ziehen oder klicken
