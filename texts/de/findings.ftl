### Was die Prüfungen finden.

## Wörter, die mehrere Befunde teilen

# Der Rest einer langen Liste von Namen.
more = {$count} weitere

# In Abhilfen: … hinzufügen
a-gateway-manager = Gateway-Manager
a-gateway-worker = Gateway-Worker
a-key-manager = Key Manager
a-publisher = Publisher
a-store = Store
an-all-in-one = Alles in einem

# Wovon es mehrere gibt, oder was einen Cluster bildet; auch im zweiten Fall (»Der Cluster der …«).
many-gateways = Gateways
many-gateway-workers = Gateway-Worker
many-key-managers = Key Manager
many-publishers = Publisher
many-stores = Stores
many-publishers-and-stores = Publisher und Stores
many-identity-servers = Identity Server

fix-add = {$kinds} hinzufügen
fix-use = {$value} verwenden
fix-name-it = Umbenennen in {$name}
fix-number-the-others = Die anderen nummerieren
fix-keep-only = Nur {$name} behalten
fix-usual-folder = Übliches Verzeichnis verwenden
fix-front-address = Eigene Adresse des Eingangs verwenden
fix-name-below-domain = Namen unter der Domain verwenden

## Ports

port-clash = Port {$port} auf Host {$host} beanspruchen {$names}{ $more ->
    [0] {""}
    [one] , dazu einen weiteren Port
   *[other] , dazu {$more} weitere Ports
}.
port-clash-twice = Port {$port} auf Host {$host} beansprucht {$name} zweimal{ $more ->
    [0] {""}
    [one] , dazu einen weiteren Port
   *[other] , dazu {$more} weitere Ports
}.
port-clash-advice = Der Server, der als zweiter startet, bricht mit „address already in use“ ab oder öffnet nur die Hälfte seiner Ports.
# Schritte mit Kommas dazwischen.
port-clash-fix = {$steps}
port-clash-fix-port = {$name} den Port {$port} geben
port-clash-then-port = {$name} den Port {$port} geben
port-clash-then-offset = {$name} den Offset {$offset} geben
port-clash-then-free-offset = {$name} den Offset selbst finden lassen
port-clash-then-remove = {$name} entfernen
port-overflow-pinned = Offset {$offset} schiebt {$ports} von {$name} über 65535, den letzten Port, hinaus.
port-overflow-pinned-advice = Der Server startet nicht. Wählen Sie einen kleineren Offset oder keinen.
port-overflow-full = Für {$ports} von {$name} ist auf dem Host kein Port mehr frei.
port-overflow-full-advice = Verschieben Sie einige der Instanzen auf einen anderen Host.
port-ssh = {$name} verlangt Port 22, auf dem SSH lauscht.
port-ssh-advice = Einer von beiden startet nicht; ohne SSH lässt sich die Maschine nicht einrichten.
port-ssh-fix = Wieder Port {$port} verwenden
port-unknown = {$name} ({$kind}) hat keinen Port {$ports}, der von Hand gesetzt wird.
port-unknown-advice = Die Nummer wird ignoriert: Die übrigen Ports verschieben sich nur mit dem Offset.
port-unknown-fix = Nummer entfernen

## Was gebraucht wird und fehlt

missing-mysql = {$names} { $count ->
    [one] braucht
   *[other] brauchen
} MySQL, und es gibt keines.
missing-mysql-advice = Ohne MySQL werden Benutzer, APIs und Registry nicht geteilt: Eine veröffentlichte API erreicht den Store nie.
missing-key-manager = {$names} { $count ->
    [one] braucht
   *[other] brauchen
} einen Key Manager, und es gibt keinen.
missing-key-manager-advice = Ohne ihn stellt niemand Token aus oder prüft sie: Jeder Aufruf und jede Anmeldung schlägt fehl.
missing-key-manager-identity-server = Ohne ihn stellt niemand Token aus oder prüft sie: Jeder Aufruf und jede Anmeldung schlägt fehl. Stattdessen lässt sich {$name} unter Details zum Key Manager machen; experimentell.
missing-gateway-manager = {$names} { $count ->
    [one] braucht
   *[other] brauchen
} einen Gateway-Manager, und es gibt keinen.
missing-gateway-manager-advice = An ihn werden die APIs verteilt, und die Worker holen, was er einspielt.
missing-gateway-advice = Der Store zeigt den Nutzern die Adresse des Gateways und probiert dort Token aus.
missing-svn = {$names} { $count ->
    [one] braucht
   *[other] brauchen
} Subversion, und es gibt keines.
missing-svn-advice = Worker holen API-Definitionen aus einem Subversion-Repository; ohne eines beantworten sie jeden Aufruf mit 404.
publisher-without-store = {$names} { $count ->
    [one] veröffentlicht
   *[other] veröffentlichen
} APIs, aber es gibt keinen Store, in dem Nutzer sie finden.
publisher-without-store-advice = Die Links des Publishers zum Store führen ins Leere.
store-without-publisher = {$names} { $count ->
    [one] bleibt
   *[other] bleiben
} leer: Es gibt keinen Publisher, in dem APIs angelegt werden.
store-without-publisher-advice = Nutzer können sich anmelden, finden aber keine API.

## Rollen, die es in einer Installation nur einmal gibt

several-managers = {$names} würden denselben Gateway-Cluster verwalten; genau einer darf es.
several-managers-advice = APIs werden nur an {$name} verteilt, und nur dort werden sie eingespielt: Zwei, die einspielen, bringen das Subversion-Repository in Konflikt. Weitere Gateways sind Worker.
several-managers-fix = {$name} behalten, {$others} { $count ->
    [one] zum Worker
   *[other] zu Workern
} machen
several-managers-fix-and-add = {$name} behalten, {$others} { $count ->
    [one] zum Worker
   *[other] zu Workern
} machen und {$kinds} hinzufügen
several-all-in-one = {$names} sind je eine ganze Installation, und alle würden denselben Gateway-Cluster verwalten.
several-all-in-one-advice = Zwei Manager eines Clusters kommen einander in die Quere. Behalten Sie einen, oder zeichnen Sie die Rollen getrennt: einen Gateway-Manager, von den anderen mehrere.
all-in-one-mixed = {$names} { $count ->
    [one] hat
   *[other] haben
} schon jede Rolle; {$others} { $other-count ->
    [one] tut
   *[other] tun
} daneben dasselbe.
all-in-one-mixed-advice = Der Server mit allen Rollen benutzt weiter seinen eigenen Key Manager, Publisher und Store. Ersetzen Sie ihn durch einen Gateway-Manager, oder entfernen Sie die anderen.
no-committer = {$names} { $count ->
    [one] liest
   *[other] lesen
} aus {$repository}, in das kein Manager einspielt.
no-committer-advice = Keine API kommt dort an. Manager und Worker eines Clusters benutzen dasselbe Repository.
no-committer-fix = Repository des Managers verwenden

## Der Eingang

no-front = Es gibt mehrere {$roles}, aber kein nginx verteilt die Aufrufer auf sie.
no-front-advice = Alle bekommen die Adresse des ersten genannt; die übrigen bleiben untätig.
front-empty = Für {$names} gibt es nichts zu veröffentlichen.
front-empty-advice = Fügen Sie dahinter ein Gateway, einen Publisher oder einen Store hinzu.
front-address = {$names} haben keine gemeinsame Adresse: Die öffentlichen Namen führen nur zu {$name}.
front-address-advice = Tragen Sie die gemeinsame Adresse in den Einstellungen ein: eine virtuelle Adresse, die zwischen den Maschinen wandert, oder die Adresse eines Lastverteilers davor.
front-address-invalid = {$address} ist keine Adresse für den Eingang.
front-address-invalid-advice = In jeder hosts-Datei stehen die öffentlichen Namen neben ihr: Sie muss eine IP-Adresse sein, die die anderen Maschinen erreichen.
front-address-elsewhere = Die öffentlichen Namen führen zu Host {$host}, auf dem kein nginx läuft.
front-address-elsewhere-advice = Die gemeinsame Adresse der Eingänge ist eine eigene Adresse oder die eines ihrer Hosts.
front-ports = {$names} { $count ->
    [one] lauscht
   *[other] lauschen
} auf anderen Ports als {$name}.
front-ports-advice = Weiterleitungen und Links nennen einen einzigen öffentlichen Port: Wer die anderen aufruft, wird zu einem Port geschickt, den dort niemand öffnet.
front-ports-fix = Ports von {$name} verwenden

## Hosts

host-name-invalid = {$name} ist kein Hostname.
host-name-invalid-empty = Ein Host hat keinen Namen.
host-name-invalid-advice = Der Name steht in URLs und hosts-Dateien. Nehmen Sie Buchstaben, Ziffern und Bindestriche, mit Punkten zwischen den Teilen; eine URL mit Unterstrich hat für Java keinen Host.
host-name-localhost = {$name} ist der Name, den jede Maschine für sich selbst hat.
host-name-localhost-advice = Andere Maschinen und Browser würden ihn bei sich selbst suchen, und eine hosts-Datei darf ihn nicht umlenken.
host-name-address = Der Host {$host} hat eine Adresse als Namen.
host-name-address-advice = Zertifikate und Weiterleitungen brauchen einen Namen, und eine hosts-Datei kann einer Adresse keine andere geben.
host-name-duplicate = {$count} Hosts heißen {$name}.
host-name-duplicate-advice = Jede hosts-Datei gäbe dem Namen mehrere Adressen, und die erste gewinnt: Die anderen Hosts werden nie erreicht.
host-address-missing = Der Host {$host} hat keine Adresse.
host-address-missing-advice = In hosts-Dateien, Clustern und Datenbankkonten stehen Maschinen mit ihrer Adresse. Geben Sie die IP-Adresse an, unter der die anderen Hosts ihn erreichen.
host-address-invalid = {$address} bei Host {$host} ist keine Adresse einer Maschine.
host-address-invalid-advice = Für hosts-Dateien, Cluster und Datenbankkonten braucht es eine IP-Adresse wie 10.0.1.11, keinen Namen: Das mitgelieferte Hazelcast löst Namen nicht zuverlässig auf.
host-address-loopback = Die Adresse {$address} von Host {$host} führt jede Maschine zu sich selbst.
host-address-loopback-several-advice = Die anderen Hosts suchen ihn bei sich selbst, und ein Mitglied eines Clusters, das diese Adresse bekannt gibt, bleibt allein. Geben Sie die Adresse an, unter der die anderen ihn erreichen.
host-address-loopback-cluster-advice = Ein Mitglied eines Clusters, das diese Adresse bekannt gibt, bleibt allein: Der einzige Hinweis ist eine WARN-Zeile zur Loopback-Adresse. Geben Sie die eigene Adresse der Maschine an.
host-address-loopback-advice = Nur diese Maschine erreicht die Installation. Geben Sie ihre eigene Adresse an, bevor andere sie erreichen sollen.
host-address-ipv6 = {$hosts} { $count ->
    [one] ist
   *[other] sind
} über eine IPv6-Adresse zu erreichen.
host-address-ipv6-advice = Hazelcast und Thrift in diesen Produkten stammen aus der Zeit davor; Adressen mit Doppelpunkten bringen ihre Texte der Form `host:port` durcheinander. Verwenden Sie eine IPv4-Adresse.
host-address-duplicate = Die Hosts {$hosts} haben dieselbe Adresse {$address}.
host-address-duplicate-advice = Eine Adresse ist eine Maschine: Ports, die dort doppelt belegt sind, fallen hier nicht auf. Berichtigen Sie die Adresse, oder zeichnen Sie einen einzigen Host.
host-address-duplicate-fix = Leeren Host entfernen
host-memory = Die {$count} Server auf Host {$host} brauchen etwa {$memory} GiB Arbeitsspeicher.
host-memory-advice = Ein Knoten braucht etwa 1,5 GiB, BAM 3,5 GiB. Sorgen Sie dafür, dass die Maschine so viel hat, oder verschieben Sie einige der Server.
ssh-user-invalid = {$user} ist kein Konto, mit dem man sich auf Host {$host} anmelden kann.
ssh-user-invalid-advice = Das Skript zum Kopieren schlägt fehl. Ubuntu-Images verwenden `ubuntu`.
# Anstelle eines Schlüssels, den niemand über die Schulter lesen soll.
ssh-key-hidden = Der Text
ssh-key-public = {$key} als Schlüsseldatei für Host {$host} ist die öffentliche Hälfte; die Tür öffnet die private.
ssh-key-spaces = {$key} als Schlüsseldatei für Host {$host} ist von Leerzeichen umgeben.
ssh-key-option = {$key} als Schlüsseldatei für Host {$host} würde für eine Option gehalten.
ssh-key-folder = {$key} als Schlüsseldatei für Host {$host} ist ein Verzeichnis.
ssh-key-itself = {$key} als Schlüsseldatei für Host {$host} ist selbst ein Schlüssel; nennen Sie die Datei, die ihn enthält.
ssh-key-advice = Das Skript zum Kopieren übergibt sie mit `-i` an SSH.
ssh-key-fix = Eigenen Schlüssel des SSH-Clients verwenden
design-large = Der Entwurf hat {$instances} Instanzen auf {$hosts} Hosts.
design-large-advice = Gemessen ist es bis 1000 Instanzen auf 100 Hosts; darüber wird die Seite langsam. Cluster dieser Größe sind nicht bekannt: Teilen Sie die Installation auf.

## Namen

instance-name-duplicate = {$count} Instanzen heißen {$name}.
instance-name-duplicate-advice = Bei einer Durchsicht kann sie niemand unterscheiden; ihre Ordner heißen nach ihren Kennungen.
instance-name-empty = Eine Instanz ({$kind}) hat keinen Namen.
instance-name-empty-advice = In Listen steht sie ohne Namen, und ihr Ordner heißt nach ihrer Kennung.
domain-invalid = {$domain} ist keine Domain für öffentliche Namen.
domain-invalid-advice = Die Namen von Gateway, Publisher und Store werden unter ihr gebildet: Buchstaben, Ziffern und Bindestriche, mit Punkten zwischen den Teilen.
domain-example = Die öffentlichen Namen werden unter der Beispieldomain {$domain} gebildet.
domain-example-advice = Browser finden sie nur auf Maschinen mit den Zeilen der hosts-Datei. Tragen Sie eine eigene Domain ein, und lassen Sie Zertifikate für sie ausstellen.
public-name-invalid = {$name} ist kein öffentlicher Name ({$role}).
public-name-invalid-advice = Er steht in nginx, Zertifikaten und hosts-Dateien: Buchstaben, Ziffern und Bindestriche, mit Punkten zwischen den Teilen.
public-name-duplicate = {$roles} haben denselben öffentlichen Namen, {$name}.
public-name-duplicate-advice = nginx bedient unter einem Namen eine einzige Rolle: Die anderen werden nie erreicht.
public-name-duplicate-fix = Die Namen unter der Domain verwenden
public-name-host = {$name} ist der öffentliche Name ({$role}) und zugleich der Name eines Hosts mit einer anderen Adresse.
public-name-host-advice = In hosts-Dateien bekäme der Name zwei Adressen, und die erste gewinnt: Aufrufer gehen am Eingang vorbei.
public-name-host-fix = Host umbenennen in {$name}

## Verzeichnisse

home-invalid = Das Home-Verzeichnis {$home} von {$name} {$fault}.
home-invalid-advice = Dort wird das Produkt entpackt, und dort werden seine Dateien ersetzt. Geben Sie ihm ein eigenes Verzeichnis mit absolutem Pfad, etwa /opt/wso2/store.
home-invalid-fix = Übliches Home-Verzeichnis verwenden
svn-path-invalid = Das Repository {$path} von {$name} {$fault}.
svn-path-invalid-advice = svnserve bedient das Verzeichnis darüber, und der letzte Teil steht in der SvnUrl jedes Gateways. Nehmen Sie einen absoluten Pfad aus Buchstaben, Ziffern, Punkten und Bindestrichen.
svn-path-invalid-fix = Üblichen Pfad verwenden
# Was an einem Home-Verzeichnis oder Repository falsch ist; steht am Ende der beiden Sätze.
path-relative = ist nicht absolut
path-control = enthält Steuerzeichen
path-long = ist zu lang
path-dots = führt über `.` oder `..`
path-part-long = enthält einen Verzeichnisnamen von mehr als 255 Byte
path-root = ist die Wurzel des Dateisystems
path-system = ist ein Verzeichnis des Systems
path-inside-system = liegt in einem Verzeichnis des Systems
path-no-url = endet auf einen Namen, der nicht unverändert in einer URL stehen kann
path-below-root = liegt unmittelbar unter der Wurzel, die svnserve damit ganz bedienen würde
home-unsafe-temporary = Das Verzeichnis {$folder} von {$name} wird beim Start der Maschine geleert.
home-unsafe-temporary-advice = Nach dem nächsten Neustart der Maschine ist der Server verschwunden.
home-unsafe-characters = Das Verzeichnis {$folder} von {$name} enthält mehr als Buchstaben, Ziffern, Punkte und Bindestriche.
home-unsafe-characters-advice = Die Startskripte dieser Produkte setzen ihr Home-Verzeichnis nicht überall in Anführungszeichen, und Java trennt Pfade an Doppelpunkten.
home-duplicate = {$names} haben auf Host {$host} dasselbe Verzeichnis, {$folder}.
home-duplicate-advice = Sie würden einander die Dateien überschreiben; aus einem Home-Verzeichnis läuft ein einziger Server.
home-duplicate-fix = Jedem ein eigenes Verzeichnis geben
home-nested = Das Verzeichnis von {$names} liegt in dem von {$name}.
home-nested-advice = Wer das äußere Produkt ersetzt oder entfernt, nimmt das innere mit.

## Die Reihenfolge beim Start

start-order-late = {$name} braucht {$names}, startet aber vorher.
start-order-late-advice = Der Server scheitert beim Start, oder er bedient nichts, bis er neu gestartet wird.
start-order-late-fix = Übliche Reihenfolge verwenden

## Verbindungen

link-illegal-follows = Die Verbindung von {$from} zu {$to} ({$link}) wird ignoriert: Sie ergibt sich aus den Datenbanken und den Rollen.
link-illegal-follows-advice = Datenbanken wählen ihren Server in den Einstellungen; ein Eingang veröffentlicht alle Server einer Rolle.
link-illegal-needless = {$from} ({$kind}) braucht {$link} nicht; die Verbindung zu {$to} wird ignoriert.
link-illegal-needless-advice = Entfernen Sie die Verbindung.
link-illegal = {$to} ({$kind}) kann {$link} für {$from} nicht übernehmen.
link-illegal-advice = Die Dateien würden zu einem Server führen, der nicht antwortet. Kehren Sie zur automatischen Wahl zurück, oder wählen Sie einen anderen Anbieter.
link-illegal-fix = Zur automatischen Wahl zurückkehren
link-repeated = {$from} hat mehrere Verbindungen für dasselbe ({$link}); nur die zu {$to} zählt.
link-repeated-advice = Entfernen Sie die übrigen aus der Datei.
link-repeated-fix = Letzte behalten
past-the-front = {$names} { $count ->
    [one] fragt
   *[other] fragen
} {$asked} direkt, am Eingang vorbei.
past-the-front-fix = Gemeinsamen Namen aufrufen
key-manager-bypassed-advice = Fällt dieser Key Manager aus, übernehmen die anderen nicht. Bei mehreren rufen alle den gemeinsamen Namen auf.
sign-on-bypassed-advice = Der Identity Server ruft sich selbst unter seinem öffentlichen Namen auf; Browser müssen auch seinen eigenen Port erreichen, der intern bleiben sollte.
key-links-differ = {$name} prüft Token bei {$checks} und holt sie von {$tokens}.
key-links-differ-advice = `APIKeyValidator/ServerURL` nennt einen einzigen Key Manager für beides: Die Wahl lässt sich nicht in die Datei schreiben.
key-links-differ-fix = Denselben für beides verwenden

## Wer Schlüssel verwaltet

thrift-several = Für die Schlüsselprüfung ist Thrift gewählt, und {$names} müssten es sich teilen.
thrift-several-advice = Thrift kommt durch keinen HTTP-Eingang: Die Prüfung läuft in eine Zeitüberschreitung, und jeder Aufruf scheitert mit 900900. Mehrere Key Manager werden über den Webservice gefragt.
thrift-several-fix = Webservice verwenden
identity-key-manager-experimental = {$names} { $count ->
    [one] ist
   *[other] sind
} Key Manager: mit API Manager {$version} experimentell.
identity-key-manager-experimental-advice = Das Feature „{$feature}“ wird dort vor apply.sh von Hand installiert, siehe README.md; welche Ausgabe davon zu Identity Server 5.0.0 passt, ist nicht sicher bekannt. Probieren Sie Token und Aufrufe aus, bevor Sie sich darauf verlassen, oder zeichnen Sie einen Key Manager.
identity-key-manager-beside = {$names} { $count ->
    [one] steht
   *[other] stehen
} neben {$others}, { $other-count ->
    [one] der schon Key Manager ist
   *[other] die schon Key Manager sind
}.
identity-key-manager-beside-advice = Wem nichts anderes gesagt ist, der fragt den Identity Server. Behalten Sie einen von beiden: Ein eigener Key Manager läuft nicht daneben.

## Cluster und die Registry

cluster-domain-invalid = {$domain} ist keine Domäne für einen Cluster ({$members}).
cluster-domain-invalid-empty = Der Cluster der {$members} hat keine Domäne.
cluster-domain-invalid-advice = Über sie finden die Mitglieder einander: Buchstaben, Ziffern, Punkte und Bindestriche, bei allen gleich.
cluster-domain-shared = {$members} haben dieselbe Cluster-Domäne, {$domain}.
cluster-domain-shared-advice = Sie werden zu einem einzigen Cluster: Ein Worker bekommt Nachrichten zur Verteilung, die für andere bestimmt sind. Jeder Cluster hat seine eigene Domäne.
cluster-domain-shared-fix = Jedem eine eigene Domäne geben
mount-name-local = {$name} ist der Name der eigenen Registry jedes Knotens.
mount-name-local-advice = Ein Mount darf nicht auf der aktuellen Datenbank beruhen: Die Registry startet nicht.
mount-name-invalid = {$name} ist kein Name für die gemeinsame Registry.
mount-name-invalid-empty = Die gemeinsame Registry hat keinen Namen.
mount-name-invalid-advice = `dbConfig`, `remoteInstance` und jeder Mount beziehen sich darauf: Buchstaben, Ziffern, Punkte und Bindestriche.

## Datenbanken

database-name-empty = Der Datenbankname {$name} ({$role}) ist leer.
database-name-long = Der Datenbankname {$name} ({$role}) ist länger als 64 Zeichen.
database-name-characters = Der Datenbankname {$name} ({$role}) enthält mehr als Buchstaben, Ziffern, `_`, `-` und `$`.
database-name-reserved = Der Datenbankname {$name} ({$role}) gehört dem Server selbst.
database-name-advice = Er steht in SQL, in JDBC-URLs und in XML.
database-name-shared = {$roles} sind eine einzige Datenbank, {$name}.
database-name-shared-advice = Schemas würden übereinander geladen und Tabellen mit gleichen Namen abgelehnt. Jede Rolle hat ihre eigene Datenbank.
database-name-shared-case-advice = Die Namen unterscheiden sich nur in Groß- und Kleinschreibung: Ein Server mit `lower_case_table_names` hält sie für denselben.
database-name-shared-fix = Jeder einen eigenen Namen geben
database-user-empty = Der Datenbankbenutzer {$user} ({$role}) ist leer.
database-user-characters = Der Datenbankbenutzer {$user} ({$role}) enthält mehr als Buchstaben, Ziffern, `_`, `-`, `.` und `$`.
database-user-long = Der Datenbankbenutzer {$user} ({$role}) ist länger als die {$limit} Zeichen, die {$server} zulässt.
database-user-advice = Der Server lehnt es ab, das Konto anzulegen.
database-user-root = Als `root` geöffnete Datenbanken: {$roles}.
database-user-root-advice = Wer eine einzige Konfigurationsdatei liest, beherrscht den ganzen Server. Verwenden Sie Konten, die nur an ihrer Datenbank Rechte haben.
database-user-root-fix = Eigene Konten verwenden
database-user-shared = {$roles} werden mit demselben Benutzer geöffnet, {$user}.
database-user-shared-advice = Das geht mit einem Passwort für alle: Ein Konto hat nur eines. Getrennte Benutzer begrenzen ein Leck auf eine Datenbank.
database-user-shared-fix = Je einen eigenen Benutzer verwenden
database-server-wrong = Die Datenbank „{$role}“ liegt auf {$name}, und das ist kein Datenbankserver ({$kind}).
database-server-wrong-advice = Dort antwortet nichts. Wählen Sie eine MySQL-Instanz.
database-server-wrong-fix = MySQL des Entwurfs verwenden
database-embedded = {$names} { $count ->
    [one] behält seine
   *[other] behalten ihre
} eingebetteten H2-Datenbanken.
database-embedded-advice = Zum Ausprobieren genügt das. H2 geht mit seinem Verzeichnis verloren und lässt sich nicht teilen, wenn die Installation wächst.
mysql-connections-few = {$name} erlaubt {$written} Verbindungen; die Clients können {$needed} verlangen.
mysql-connections-many = {$name} kann {$written} Verbindungen nicht erlauben; höchstens sind es {$most}.
mysql-connections-clients = Die Clients von {$name} können {$needed} Verbindungen verlangen; höchstens sind es {$most}.
mysql-connections-advice = Unter Last warten Server eine Minute auf eine Verbindung und scheitern dann. Jeder Pool nimmt bis zu 50.
mysql-connections-fix = Berechnete Zahl verwenden
mysql-connections-raised = Die Clients von {$name} können {$needed} Verbindungen verlangen; ein MySQL, an dem niemand etwas eingestellt hat, erlaubt {$usual}.
mysql-connections-raised-advice = apim.cnf in seinem Ordner erhöht `max_connections`. Sorgen Sie dafür, dass Arbeitsspeicher und offene Dateien der Maschine für so viele reichen.
mysql-strict = {$name} ({$server}) lehnt das `TIMESTAMP DEFAULT 0` des ausgelieferten Schemas ab.
mysql-strict-advice = Das SQL des Pakets lockert `sql_mode` für seine Sitzung. Wenn Sie das Schema von Hand laden, geben Sie zuerst SET sql_mode='' ein. MySQL 5.6 nimmt es, wie es ist.
mysql-8 = {$name} ist MySQL 8.0, um Jahre jünger als diese Produkte.
mysql-8-advice = Connector/J 5.1 meldet sich nur bei Konten mit `mysql_native_password` an, und Connector/J 8 braucht Java 8, das die Produkte nicht unterstützen. Wo `validate_password` eingeschaltet ist, muss es die Passwörter der Konten annehmen. Nehmen Sie MySQL 5.6, wo Sie die Wahl haben.
mysql-8-fix = Mit MySQL 5.6 planen

## Sicherheit

stock-certificates = {$names} { $count ->
    [one] nimmt
   *[other] nehmen
} jeden Namen im Zertifikat eines Servers hin, der über https aufgerufen wird.
stock-certificates-advice = Das ausgelieferte Zertifikat nennt `localhost`, nicht den Namen des Key Managers: Würde er geprüft, schlüge `/token` fehl. Der Schalter gilt auch für Aufrufe von Backends. Geben Sie jedem Server ein Zertifikat auf seinen eigenen Namen, und geben Sie das in den Einstellungen an.
stock-certificates-fix = Eigene Zertifikate verwenden
admin-user-stock = Der Administrator heißt {$user}; das probiert jeder zuerst.
admin-user-stock-advice = Auch das ausgelieferte Passwort ist allgemein bekannt: Wählen Sie vor dem ersten Start ein anderes, auf allen Knoten dasselbe.
admin-user-invalid = {$user} ist kein Name für den Administrator.
admin-user-invalid-advice = Nehmen Sie 3 bis 30 Buchstaben, Ziffern, Punkte und Bindestriche: `@` würde einen Mandanten nennen, `/` einen anderen Benutzerspeicher, und die Server rufen einander damit auf.

## Zonen

zone-exposed-mysql = {$name} hält jedes Konto, jedes Abonnement und jedes Token und steht auf {$host} in der Zone {$zone}.
zone-exposed-svn = {$name} hält jede API, die die Gateways ausführen, und steht auf {$host} in der Zone {$zone}.
zone-exposed-advice = Wer in diese Zone einbricht, ist nur einen Schritt davon entfernt. Setzen Sie den Server auf einen Host der Zone Daten oder Intern, und öffnen Sie seinen Port nur für die anderen Server.
zone-bypassed = {$names} auf {$host} in der Zone Öffentlich { $count ->
    [one] verbindet
   *[other] verbinden
} sich geradewegs mit {$others} in der Zone Daten.
zone-bypassed-advice = Zwischen der Öffentlichkeit und den Daten prüft nichts, was durchgeht. Lassen Sie nur nginx in der Zone Öffentlich, und setzen Sie die Server dahinter in DMZ oder Intern.
zone-missing = {$hosts} { $count ->
    [one] ist
   *[other] sind
} in keiner Zone, andere Hosts dagegen schon.
# `no zone` steht so im Paket, das englisch ist.
zone-missing-advice = Die Firewall-Matrix führt ihre Wege unter `no zone`. Wählen Sie für jeden Host eine Zone oder für keinen.
zone-missing-fix = In die Zone Intern setzen

## Was neben API Manager steht, und was nichts tut

statistics-form = Die Statistik von {$version} wird im Admin-Dashboard eingeschaltet, nicht durch eine Datei.
statistics-form-advice = Füllen Sie das Formular einmal aus, wenn BAM läuft, mit den Werten aus dem Paket. Die Tabellen erscheinen nach dem ersten Aufruf und dem nächsten Lauf von Hive, bis zu zwei Minuten später.
statistics-first-run = Die Statistikdatenbank bleibt leer bis zum ersten Aufruf und dem nächsten Lauf von Hive.
statistics-first-run-advice = apply.sh bringt die Toolbox API_Manager_Analytics.tbox zu BAM; Hive legt die Tabellen an, bis zu zwei Minuten nach dem ersten Aufruf.
several-bam = {$names} würden in dieselbe Statistikdatenbank schreiben.
several-bam-advice = Jeder bekommt jedes Ereignis und fasst es zusammen: Aufrufe werden mehrfach gezählt.
identity-server-manual = In der Konsole von {$names} ist einmal nachzusehen, ob die Webanwendungen eingetragen sind, die sich dort anmelden.
identity-server-manual-advice = Die ausgelieferten Dateien sind nicht öffentlich: Das Paket bearbeitet sie an Ort und Stelle, auch für die Benutzer von API Manager, aber in 5.0.0 trägt eine Datei allein API_PUBLISHER und API_STORE womöglich nicht ein. Die Werte stehen in README.md. Die Uhren müssen auf Minuten genau übereinstimmen.
identity-server-idle = {$names} { $count ->
    [one] tut
   *[other] tun
} nichts: Niemand meldet sich dort an.
identity-server-idle-advice = Publisher und Store benutzen den ersten Identity Server oder den, mit dem sie verbunden sind.
activemq-idle = {$names} { $count ->
    [one] tut
   *[other] tun
} nichts: Kein Gateway ist damit verbunden.
activemq-idle-advice = Nichts in 1.9 braucht einen Broker. Verbinden Sie ein Gateway damit, um dort den JMS-Transport einzuschalten.
svn-idle = {$names} { $count ->
    [one] tut
   *[other] tun
} nichts: Kein Gateway synchronisiert sich darüber.
svn-idle-advice = Alle Gateways eines Clusters benutzen das erste Repository oder das, mit dem sie verbunden sind.
mysql-idle = {$names} { $count ->
    [one] tut
   *[other] tun
} nichts: Dort liegt keine Datenbank.
mysql-idle-advice = Datenbanken liegen auf dem ersten Server oder auf dem, den die Einstellungen wählen.
