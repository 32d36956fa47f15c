### Was die Seite sagt.

## Wörter, die mehrere Ansichten teilen

severity-error = Fehler
severity-warning = Warnung
severity-note = Hinweis
moves-with-offset = verschiebt sich mit dem Offset
moves-never = verschiebt sich nie
closed = geschlossen
closed-unclustered = nur als Mitglied eines Clusters
closed-without-thrift = nur bei Schlüsselprüfung über Thrift
port-overflow = über 65535
offset-pinned = festgelegt
offset-free = automatisch: Die eigenen Ports sind auf diesem Host frei
offset-taken = automatisch: {$port} gehört {$holder}

## Anzahlen

count-hosts = { $count ->
    [one] 1 Host
   *[other] {$count} Hosts
}
count-instances = { $count ->
    [one] 1 Instanz
   *[other] {$count} Instanzen
}
count-links = { $count ->
    [one] 1 Verbindung
   *[other] {$count} Verbindungen
}
count-lines = { $count ->
    [one] 1 Zeile
   *[other] {$count} Zeilen
}
count-files = { $count ->
    [one] 1 Datei
   *[other] {$count} Dateien
}
count-results = { $count ->
    [one] 1 Treffer
   *[other] {$count} Treffer
}
count-errors = { $count ->
    [one] 1 Fehler
   *[other] {$count} Fehler
}
count-warnings = { $count ->
    [one] 1 Warnung
   *[other] {$count} Warnungen
}
count-notes = { $count ->
    [one] 1 Hinweis
   *[other] {$count} Hinweise
}

field-number = `{$typed}` ist kein zulässiger Wert für {$what}; geben Sie {$range} ein oder lassen Sie das Feld leer
offset = Offset
tab-properties = Details
tab-ports = Ports
tab-files = Dateien
tab-findings = Befunde
tab-outline = Aufbau
navigation-map = Wie auf einer Karte: Ziehen am Grund verschiebt, das Mausrad zoomt
navigation-tool = Wie in einem Zeichenprogramm: Ziehen auf dem Grund wählt aus, das Mausrad verschiebt
undone = Rückgängig gemacht: {$step}
done-again = Wiederholt: {$step}
back-to = Zurück bis: {$step}
back-to-the-beginning = Zurück zum Anfang
changed-meanwhile = der Entwurf hat sich inzwischen geändert; wiederholen Sie den Schritt

## Dateien hinein und hinaus

saved-file = {$file} gesichert
downloaded-file = {$file} heruntergeladen
not-opened = {$file} ließ sich nicht öffnen
unreadable-file = der Browser konnte die Datei nicht lesen; wählen Sie sie noch einmal
no-design-file = {$file} ist kein Entwurf
no-design-file-help = Legen Sie hier einen Entwurf ab: eine .json-Datei, die auf dieser Seite gesichert wurde, oder design.json aus einem Paket.
writing-files = Dateien werden geschrieben…
no-bundle = Das Paket ließ sich nicht erstellen
sentence = {$what}.

## Der Speicher des Browsers

no-storage = dieser Browser lässt die Seite nichts speichern
storage-full = der Speicher des Browsers für diese Seite ist voll
storage-refused = der Browser hat das Speichern verweigert
other-tab-unreadable = Der Entwurf des anderen Tabs ist nicht lesbar
other-tab-unreadable-why = {$why}. Dieser Tab behält seinen eigenen.
last-unreadable = Der Entwurf Ihres letzten Besuchs ist nicht lesbar
last-kept-aside = {$why}. Er ist in diesem Browser beiseitegelegt; laden Sie ihn herunter, um ihn auszubessern.
last-stays = {$why}. Er bleibt, wo er ist, und nichts Neues wird darüber gespeichert; laden Sie ihn herunter, um ihn auszubessern.
stored-unreadable = der gespeicherte Entwurf des letzten Besuchs ist unlesbar

## Was die Dateien schreibt

no-worker = dieser Browser lässt die Seite keinen Worker starten, der die Dateien schreibt
engine-not-run = sein Skript lief nicht
engine-broken = Der Teil der Seite, der die Dateien schreibt, arbeitet nicht: {$fault}. Prüfen Sie die Verbindung und versuchen Sie es noch einmal
page-stopped = Die Seite ist nach einem eigenen Fehler stehen geblieben; laden Sie sie neu. Der Entwurf ist so erhalten, wie er zuletzt gespeichert wurde

## Die Sprache

language-missing = Die Texte auf {$language} ließen sich nicht laden; prüfen Sie die Verbindung und wählen Sie die Sprache noch einmal
language-chosen = Sprache: {$language}

## Leisten um die Zeichenfläche

bar-skip = Zum Aufbau
bar-design-name = Name des Entwurfs
bar-history = Verlauf
bar-step = {$what}: {$step}
bar-nothing-to-undo = Nichts rückgängig zu machen
bar-nothing-to-redo = Nichts zu wiederholen
bar-design = Entwurf
bar-new = Neu
bar-open = Entwurf öffnen
bar-search-by-keys = Aktion, Host oder Server suchen ({$keys})
bar-hide-panel = Seitenleiste ausblenden
bar-show-panel = Seitenleiste einblenden
bar-version = Version
design-unnamed = ein Entwurf braucht einen Namen; nach ihm heißt der Ordner des Pakets
version-unknown = es gibt keine Version {$version}
theme-system = Farbschema: System
theme-light = Farbschema: hell
theme-dark = Farbschema: dunkel
panel-inspector = Inspektor
panel-width = Breite der Seitenleiste
panel-width-how = Ziehen oder klicken
status-promise = Nichts verlässt diese Seite
status-kept = In diesem Browser aufbewahrt
status-saving = Wird gespeichert…
status-saved = In diesem Browser gespeichert
status-failed = Nicht gespeichert: {$why}. Sichern Sie den Entwurf als Datei
status-contested = Nicht gespeichert: Ein anderer Tab hat den Entwurf geändert
other-tab-asks = Ein anderer Tab hat einen anderen Entwurf gespeichert. Welcher bleibt?
other-tab-take = Den des anderen Tabs übernehmen
other-tab-keep = Diesen behalten

## Dialoge

dialog-new = Neuer Entwurf
dialog-paste = Hosts einfügen
dialog-settings = Einstellungen
dialog-search = Suche
dialog-keys = Tasten
dialog-history = Verlauf
dialog-scale = Mehr davon
dialog-close = Schließen
dialog-done = Fertig
dialog-cancel = Abbrechen
new-undo = Rückgängig bringt den jetzigen Entwurf zurück.
new-empty = Leer
new-empty-about = Noch nichts: erst Hosts hinzufügen, dann Server
paste-label = Ein Host je Zeile, wie in /etc/hosts
paste-help = Eine Adresse und ein Name; ein Name oder eine Adresse allein genügt. Kommentare und leere Zeilen werden übergangen.
# Ein Kommentar im Beispiel für solche Zeilen.
paste-example = der Key Manager
paste-preview = Was die Zeilen hinzufügen
paste-line = Zeile {$number}
paste-no-address = {$name}  noch ohne Adresse
paste-aliases = {$host}  (Alias ausgelassen: {$aliases})
paste-left-out = ausgelassen: {$reason}
paste-add = {$hosts} hinzufügen
paste-add-some = {$hosts} hinzufügen, {$lines} auslassen
blocked-title = { $count ->
    [one] 1 Problem steht dieser Installation im Weg
   *[other] {$count} Probleme stehen dieser Installation im Weg
}
blocked-text = Das Paket lässt sich erstellen, aber die Server, die es konfiguriert, arbeiten erst zusammen, wenn die Probleme behoben sind.
blocked-download = Trotzdem herunterladen
blocked-show = Probleme zeigen
notice-download = Herunterladen
search-label = Aktion, Host oder Server suchen
search-placeholder = Was möchten Sie tun?
search-found = Gefunden
search-add = {$kind} hinzufügen
search-instance = {$name}  {$kind} auf {$host}  {$ports}
history-beginning = Der Anfang
scale-each = Je eine weitere Instanz wie {$name} auf:
scale-has = {$host}, hat schon {$count}
scale-add = {$count} hinzufügen

## Befunde

findings-unchecked = Die Prüfungen liefen nicht: {$why}.
findings-none = Keine Probleme gefunden
findings-errors = Fehler · {$count}
findings-warnings = Warnungen · {$count}
findings-notes = Hinweise · {$count}
findings-more = {$count} weitere zeigen
findings-settings = Einstellungen zeigen
finding-show = Zeigen
finding-show-it = Zeigen: {$message}
try-again = Noch einmal versuchen

## Dateien

files-large = Der Entwurf ist groß; seine Dateien werden auf Wunsch geschrieben.
files-write-all = Alle Dateien schreiben
files-unreadable = Die Liste der Dateien ist nicht lesbar: {$error}.
files-none = Keine Dateien: Nichts hier braucht eine.
files-of-instance = Dateien von {$name}
files-on-host = Dateien auf {$host}
files-of-bundle = Das ganze Paket
# Wird nach der Zahl der Werte vorgelesen, die davor steht.
files-changed = { $count ->
    [one] Wert geändert
   *[other] Werte geändert
}
file-changed = { $count ->
    [one] 1 Wert geändert
   *[other] {$count} Werte geändert
}
file-copied = {$file} kopiert
file-copy = Datei kopieren
file-save = Datei sichern
file-text = Text von {$file}
value-was = vorher {$value} · {$source}
value-new = neu · {$source}
value-empty = leer

## Der Aufbau

outline-empty = Noch keine Hosts. Fügen Sie einen hinzu, oder beginnen Sie mit einem fertigen Entwurf: Neu.
outline-zone = Zone {$zone}
outline-offset = Offset {$offset}
outline-taken = {$port} belegt
outline-to = zu {$name}
outline-add-host = Host hinzufügen
outline-actions = Aktionen für {$item}
outline-link = {$from} zu {$to}
outline-earlier = Auf dem Host weiter nach vorn
outline-later = Auf dem Host weiter nach hinten
