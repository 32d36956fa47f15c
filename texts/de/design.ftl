### Was mit einem Entwurf geschieht: Schritte, und warum einer abgelehnt wird.

## Schritte, wie Rückgängig und Verlauf sie nennen

step-open = {$name} öffnen
step-rename = Entwurf umbenennen in {$name}
step-version = API Manager {$version} verwenden
step-add-host = Host {$host} hinzufügen
step-move-host = Host {$host} verschieben
step-zone = Host {$host} in die Zone {$zone} setzen
step-no-zone = Host {$host} aus jeder Zone nehmen
step-change-host = Host {$host} ändern
step-remove-host = Host {$host} entfernen
step-place = {$kind} auf {$host} hinzufügen
step-move = {$name} auf {$host} verschieben
step-offset = {$name} den Offset {$offset} geben
step-free-offset = {$name} den Offset selbst finden lassen
step-key-manager = {$name} zum Key Manager machen
step-no-key-manager = {$name} keine Schlüssel verwalten lassen
step-change = {$name} ändern
step-remove = {$name} entfernen
step-database = Datenbank „{$role}“ ändern
step-link = {$from} mit {$to} verbinden: {$link}
step-free-link = {$from} selbst finden lassen, wer {$link} übernimmt
step-settings = Einstellungen ändern
step-add-hosts = { $count ->
    [one] 1 Host hinzufügen
   *[other] {$count} Hosts hinzufügen
}
why-cluster = die Mitglieder eines Clusters sprechen miteinander, in beide Richtungen

## Ablehnungen

no-host = es gibt keinen Host `{$host}`; wählen Sie einen Host des Entwurfs
no-instance = es gibt keine Instanz `{$instance}`; wählen Sie eine Instanz des Entwurfs
name-taken = der Name `{$name}` ist vergeben; wählen Sie eine andere Kennung
too-many = ein Entwurf fasst höchstens {$limit} Hosts und Instanzen; teilen Sie ihn auf mehrere auf
text-too-long = der Text ist länger als {$limit} Byte; kürzen Sie ihn
control-characters = Steuerzeichen lassen sich nicht in Konfigurationsdateien schreiben; entfernen Sie sie
no-port = `{$instance}` ({$kind}) hat keinen Port `{$port}`, der von Hand gesetzt wird; seine Ports verschieben sich mit dem Offset
no-key-manager = `{$instance}` ({$kind}) kann kein Key Manager sein; wählen Sie einen Identity Server
no-server = `{$instance}` ist kein Datenbankserver; wählen Sie eine MySQL-Instanz
not-a-provider = `{$to}` ({$kind}) kann {$link} für `{$from}` nicht übernehmen
data-link = Datenbanken wählen ihren Server in den Einstellungen, nicht durch eine Verbindung; setzen Sie den Server der Datenbank
no-need = `{$from}` braucht {$link} nicht
box-width = ein Host ist zwischen 160 und 2000 Pixel breit

## Eingefügte Zeilen

line-loopback = nennt diese Maschine selbst
line-known = {$name} ist schon im Entwurf
line-repeated = wie Zeile {$number}
line-address = `{$text}` ist keine IP-Adresse; schreiben Sie vier Zahlen von 0 bis 255 mit Punkten, etwa 10.0.1.11
line-order = die Adresse steht vorn; schreiben Sie `{$address} {$name}`
line-name = `{$name}` ist kein Hostname: {$why}
line-other-address = {$name} hat {$place} die Adresse {$address}; geben Sie eine einzige Adresse an oder einen anderen Namen
line-other-name = {$address} gehört {$place} zu {$name}; setzen Sie den Namen dort als Alias ein oder berichtigen Sie die Adresse
place-in-design = im Entwurf
place-in-line = in Zeile {$number}
name-empty = er ist leer; geben Sie einen ein
name-long = er ist länger als {$limit} Zeichen; kürzen Sie ihn
name-empty-label = zwei Punkte folgen aufeinander, oder er beginnt oder endet mit einem; entfernen Sie den Punkt
name-long-label = ein Teil zwischen Punkten ist länger als {$limit} Zeichen; kürzen Sie ihn
name-underscore = Unterstriche sind nicht erlaubt, und Java weist sie in Adressen zurück; nehmen Sie Bindestriche
name-dash = ein Teil beginnt oder endet mit einem Bindestrich; entfernen Sie ihn
name-character = nur Buchstaben, Ziffern, Bindestriche und Punkte sind erlaubt

## Dateien und Kopien

no-copy = das Eingefügte ist keine Kopie von Hosts oder Servern; wählen Sie welche aus und kopieren Sie sie zuerst
file-too-large = die Datei ist größer als {$limit} MiB; das kann kein Entwurf sein
file-encoding = die Datei ist kein gültiger UTF-8-Text; wählen Sie die Datei eines Entwurfs, etwa design.json aus einem Paket
file-syntax = Zeile {$line}, Spalte {$column}: {$what}. Bessern Sie die Stelle aus, oder beginnen Sie mit `apim-designer new --preset classic`
file-field = Zeile {$line}, Spalte {$column}, {$at}: {$what}
file-schema = die Datei hat keine Formatnummer; ein Entwurf beginnt mit "schema": {$schema}
file-too-new = die Datei hat das Format {$found}; diese Version liest bis {$schema}. Nehmen Sie ein neueres apim-designer
file-identifier = {$at}: `{$id}` ist keine Kennung; nehmen Sie bis zu {$limit} Kleinbuchstaben, Ziffern und Bindestriche
file-inconsistent = {$what}; entfernen Sie eines von beiden, oder nennen Sie, was es gibt
file-value = {$at}: {$what}
file-count = Hosts und Instanzen
file-count-limit = {$count} Hosts und Instanzen sind zu viele; die Grenze ist {$limit}
file-text-long = der Text ist zu lang; kürzen Sie ihn
host-twice = der Host {$host} steht zweimal da
instance-twice = die Instanz {$instance} steht zweimal da
instance-without-host = die Instanz {$instance} steht auf dem Host {$host}, den es nicht gibt
link-without-instance = eine Verbindung nennt die Instanz {$instance}, die es nicht gibt
database-without-server = die Datenbank {$role} liegt auf {$server}, das es nicht gibt
database-role-missing = eine Rolle der Datenbanken fehlt

## JSON

json-longer = der Text ist länger als 4 GiB
json-after-end = nach dem Ende folgt noch etwas
json-nested = zu tief verschachtelt
json-comma = entfernen Sie das Komma vor der schließenden Klammer
json-bracket = `,` oder die schließende Klammer fehlt
json-key = ein Text in doppelten Anführungszeichen wird erwartet
json-colon = auf einen Schlüssel folgt `:`
json-escape = so beginnt keine Escape-Folge; ein umgekehrter Schrägstrich selbst wird `\\` geschrieben
json-control = ein Zeilenumbruch oder Steuerzeichen in einem Text wird als Escape-Folge geschrieben, etwa `\n`; oder das schließende Anführungszeichen fehlt
json-quote = der Text hat kein schließendes Anführungszeichen
json-value = ein Wert wird erwartet
json-comment = ein Kommentar hat kein Ende
json-early = der Text endet zu früh: {$what}
json-place = Zeile {$line}, Spalte {$column}: {$what}
json-top = ganz oben
json-an-object = ein Objekt
json-a-list = eine Liste
json-a-text = ein Text
json-expected = erwartet: {$expected}, gefunden: {$found}
json-expected-text = ein Text in doppelten Anführungszeichen
json-expected-flag = ein Wahrheitswert, true oder false
json-expected-number = eine ganze Zahl von {$least} bis {$most}
json-expected-list = eine Liste in eckigen Klammern
json-expected-object = ein Objekt in geschweiften Klammern
json-choice = `{$found}` ist unbekannt; möglich sind {$known}
json-unknown-field = unbekanntes Feld `{$field}`; berichtigen oder entfernen Sie es. Bekannt sind hier {$known}
json-field-twice = das Feld `{$field}` steht zweimal da; entfernen Sie eines von beiden
json-field-missing = das Feld `{$field}` fehlt; ergänzen Sie es

## Entwürfe zum Anfangen

preset-classic = Klassisch, sechs Hosts
preset-classic-about = Gateway-Manager und zwei Worker, Key Manager, Publisher, Store, Anmeldung und Statistik auf sechs Hosts
preset-single-host = Alles auf einem Host
preset-single-host-about = Die klassische Installation auf einer Maschine: Offsets halten die Server auseinander
preset-two-hosts = Zwei Hosts, nichts Optionales
preset-two-hosts-about = Gateway und Key Manager auf einem Host, Publisher, Store und MySQL auf dem anderen
preset-high-availability = Hochverfügbar
preset-high-availability-about = Zwei von jeder Rolle, wo das Produkt es zulässt, hinter zwei nginx mit einer gemeinsamen Adresse
no-fix = für diesen Befund gibt es keine Abhilfe mehr; sehen Sie die Befunde noch einmal an
