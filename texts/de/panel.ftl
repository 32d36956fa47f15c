### Die Seitenleiste: Details, Ports, Einstellungen.

## Der Entwurf, und mehrere Dinge darin

inspect-design-about = Der ganze Entwurf; wählen Sie einen Host, einen Server oder eine Verbindung aus, um deren Details zu sehen
inspect-folder = Ordner des Pakets: {$folder}
inspect-selected = {$count} ausgewählt
inspect-choose-one = Wählen Sie eines, um seine Details zu sehen
inspect-remove-selected = Ausgewählte Hosts und Instanzen entfernen
inspect-link = {$from} zu {$to}
inspect-link-in-list = {$from} zu {$to}, {$link}

## Ein Host

inspect-name = Name
inspect-zone = Zone
inspect-none = keine
inspect-automatic = automatisch
inspect-host-about = Host mit { $count ->
    [one] 1 Instanz
   *[other] {$count} Instanzen
}
inspect-host-name-empty = ein Host braucht einen Namen; geben Sie den ein, unter dem andere Hosts ihn kennen
inspect-address = Adresse
inspect-ssh-user = SSH-Benutzer
inspect-ssh-key = Schlüsseldatei
inspect-ssh-key-usual = Vorgabe des SSH-Clients
inspect-ssh-key-note = Pfad auf Ihrem Rechner, etwa ~/.ssh/apim.pem
inspect-instances = Instanzen
inspect-no-instances = Noch keine
inspect-add-instance = Instanz hinzufügen
inspect-kind-to-add = Art der Instanz
inspect-on-the-canvas = Auf der Zeichenfläche
inspect-from-left = Von links
inspect-from-top = Von oben
inspect-width = Breite
# Was eine Zahl sein muss: im Satz `field-number`, und allein.
inspect-range = {$least} bis {$most}
inspect-whole-number = eine ganze Zahl
inspect-type-whole-number = geben Sie eine ganze Zahl ein
inspect-number-of-place = die Lage
inspect-number-of-width = die Breite
inspect-move-host = Host verschieben
inspect-move-left = Nach links
inspect-move-up = Nach oben
inspect-move-down = Nach unten
inspect-move-right = Nach rechts
inspect-remove-host = Host mit allem darauf entfernen

## Eine Instanz

inspect-instance-about = {$kind} auf {$host}
inspect-instance-name-empty = eine Instanz braucht einen Namen; nach ihm heißt ihr Ordner
inspect-no-such-host = es gibt keinen Host {$host}
inspect-offset = Port-Offset
inspect-number-of-offset = den Offset
inspect-offset-automatic = {$offset} automatisch
inspect-offset-why = {$offset}, {$reason}
inspect-home = Home-Verzeichnis
inspect-start-order = Startrang
inspect-start-order-usual = {$place} ist bei dieser Art üblich
inspect-number-of-start = den Startrang
inspect-server = Server
inspect-no-such-server = es gibt keinen Server {$server}
inspect-connections = Datenbankverbindungen
inspect-connections-usual = automatisch: so viele, wie die Pools öffnen können
inspect-number-of-connections = die Zahl der Verbindungen
inspect-repository = Repository
inspect-key-manager-too = Auch Key Manager
inspect-key-manager-note = experimentell; braucht ein Feature, das von Hand installiert wird
inspect-fixed-ports = Ports, die kein Offset verschiebt
inspect-number-of-port = den Port
inspect-port-zero = auf Port 0 lässt sich nicht lauschen; geben Sie 1 bis 65535 ein
inspect-port-closed = Geschlossen: {$why}
inspect-remove-instance = Instanz entfernen

## Verbindungen

inspect-link-chosen = Verbindung für {$link}, von Hand gewählt
inspect-link-automatic = Verbindung für {$link}, automatisch
inspect-from = Von
inspect-to = Nach
inspect-dials = Wählt an
# Vor dem, was der Rufende dort tut, etwa `prüft jedes Token`.
inspect-because = Zweck
inspect-in-files = In Dateien
inspect-source = Quelle
inspect-needs = Braucht
inspect-nobody-yet = noch niemand
inspect-needed-by = Wird gebraucht von
inspect-link-why = {$link}: {$why}
inspect-who-serves = Zuständig für {$link}

## Ports

ports-of = Ports von {$name}
ports-on = Offene Ports auf {$host}
ports-open = Offen
ports-closed = Geschlossen
ports-port = Port
ports-listens-on = lauscht auf
# Wird vor dem Port vorgelesen, der üblich ist.
ports-default = üblich
ports-also-written = steht außerdem an { $count ->
    [one] 1 Stelle
   *[other] {$count} Stellen
}
ports-held-by = gehört
ports-for = für
ports-taken-twice = doppelt belegt
ports-between-hosts = Wer wen erreichen muss
ports-ways = { $count ->
    [one] 1 Weg
   *[other] {$count} Wege
} zwischen Hosts; wählen Sie einen Host oder eine Instanz aus, um die eigenen Ports zu sehen
ports-copy = Als CSV kopieren
ports-save = Als CSV sichern
ports-copied = Portmatrix als CSV kopiert
ports-from = von
ports-to = nach
ports-speaks = Protokoll
ports-more = {$count} weitere in der CSV-Datei

## Einstellungen

settings-no-host-name = Kein Hostname: {$why}
settings-no-address = Noch keine IP-Adresse, etwa 10.0.1.11
settings-names = Namen und Adressen
settings-domain = Domain
settings-front-address = Adresse des Eingangs
settings-front-address-note = Wenn sich mehrere Eingänge eine Adresse teilen; sonst gilt die eigene
settings-not-published = von keinem Eingang veröffentlicht
settings-clusters = Cluster
settings-gateways = Gateways
settings-key-managers = Key Manager
settings-publisher-store = Publisher, Store
settings-servers = Server
settings-key-validation = Schlüsselprüfung
settings-web-service = Webservice
settings-automatic = automatisch: {$usual}
settings-mount = Registry-Mount
settings-mount-note = Name von dbConfig und remoteInstance der gemeinsamen Registry
settings-overwrite = Überschreiben beim Mount
settings-overwrite-true = true: löscht, was ein Knoten dort hat
settings-overwrite-virtual = virtual: behält es unter dem Mount
settings-administrator = Administrator
settings-administrator-note = Das Passwort wird auf den Hosts abgefragt; hier wird es nie gespeichert
settings-certificates = Eigene Zertifikate
settings-certificates-note = certificates.sh erstellt sie auf die Namen Ihrer Server; das mitgelieferte lautet auf localhost
settings-databases = Datenbanken
settings-no-server = keiner
settings-database-for = für
settings-database-name = Name
settings-database-user = Benutzer
settings-database-server = Server
settings-database-name-of = Name der Datenbank für {$role}
settings-database-user-of = Benutzer der Datenbank für {$role}
settings-database-server-of = Server der Datenbank für {$role}
settings-this-page = Diese Seite
settings-language = Sprache
