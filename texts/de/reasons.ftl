### Warum ein Wert in einer Datei so ist, wie er ist.

## Wer gemeint ist

# Steht in anderen Sätzen in jedem Fall, darum ohne Artikel.
who-instance = {$name} auf {$host}
who-front = {$front} (am Eingang)
who-behind = {$front} (dahinter: {$role})

## Der JMS-Broker

reason-openwire = hier finden Gateways den Broker, unter jeder Adresse der Maschine
reason-broker-login = 5.6.0 lässt jeden in seine Webkonsole; hiermit verlangt sie das Konto aus jetty-realm.properties
reason-broker-console = der Port der Webkonsole
reason-broker-loopback = nur die Maschine selbst erreicht die Webkonsole, wie in ActiveMQ ab 5.16; ein Browser kommt über ssh -L

## api-manager.xml

reason-login-there = der Administrator bei {$who}
reason-checks-login = {$who} prüft die Anmeldung
reason-token-caches = {$who} hat Zwischenspeicher für Token, die zu leeren sind
reason-takes-apis = {$who} nimmt die APIs entgegen; direkt aufgerufen, nicht über einen Eingang
reason-calls = API-Aufrufe gehen an {$who}
reason-validates = {$who} prüft Token; auch /token, /revoke und /authorize gehen dorthin
reason-issues = {$who} stellt Token aus und prüft sie
reason-over-thrift = Thrift, da ein einzelner Key Manager antwortet
reason-over-web-service = der Webservice: Thrift kommt durch keinen HTTP-Eingang
reason-thrift-of = der Thrift-Server von {$who}; kein Offset verschiebt ihn
reason-no-thrift-server = dieser Server prüft keine Schlüssel für andere; das tut nur ein Key Manager
reason-thrift-server = {$name} antwortet Gateways über Thrift; kein Offset verschiebt den Port
reason-nobody-over-thrift = niemand fragt über Thrift: Der Webservice prüft die Schlüssel
reason-own-thrift = der eigene Thrift-Port dieses Servers
reason-revoked = Token werden bei {$who} widerrufen; der Zwischenspeicher dort wird dabei geleert
reason-browsers = Browser erreichen die Anwendung bei {$who}
reason-store-link = der Publisher zeigt einen Link zum Store
reason-bam-login = BAM hat eigene Benutzer
reason-statistics = die Statistik wird hier eingeschaltet; das geht bei jedem Start dem Formular im Admin-Dashboard vor
reason-receives-events = Ereignisse gehen an {$who}; der Offset dort ist eingerechnet
reason-sends-no-events = nur Gateways senden Ereignisse

## axis2.xml

reason-cluster = {$count} Server teilen sich {$domain}
reason-well-known = Mitglieder kennen einander über ihre Adressen; die meisten Netze sperren Multicast
reason-domain = bei allen Mitgliedern gleich, von Cluster zu Cluster verschieden
reason-member-host = die Adresse dieser Maschine; ein Name führt womöglich zu loopback
reason-member-port = kein Offset verschiebt ihn, und kein anderer Server auf diesem Host hat ihn
reason-manager = der Gateway-Manager; jedes andere Mitglied ist ein Worker
reason-worker = ein Worker, wie ihn der Cluster kennt
reason-members = die Mitglieder des Clusters anstelle des Beispiels
reason-descriptions = erzeugte Beschreibungen nennen {$who}
reason-unchecked-names = Warnung: Kein https-Aufruf dieses Gateways prüft Hostnamen; das ausgelieferte Zertifikat lautet auf localhost, nicht auf den Namen von {$who}. Geben Sie jedem Server ein eigenes Zertifikat und entfernen Sie dies
reason-messaging = {$name} ist mit {$who} verbunden
reason-without-ssl = nur TLS: SSL 3 können andere mitlesen (POODLE)

## carbon.xml

reason-offset-given = für {$name} ist Offset {$offset} festgelegt
reason-offset-taken = {$port} ist auf diesem Host von {$holder} belegt
reason-offset-free = kein anderer Server auf diesem Host braucht diese Ports
reason-machine-name = der Name der Maschine von {$name}
reason-front-name = am Eingang unter dem Namen {$name} erreichbar
reason-console-name = unter {$name} ist die Admin-Konsole erreichbar
reason-commits = {$name} spielt ein, was der Publisher verteilt, damit die Worker es holen
reason-checks-out = {$name} holt, was der Gateway-Manager einspielt, und spielt selbst nie etwas ein
reason-stores = die Schlüsselspeicher, die certificates.sh anlegt; dasselbe Passwort in jeder Datei

## catalina-server.xml und jmx.xml

reason-front-port = der Port am Eingang; Links und Weiterleitungen müssen dorthin führen
reason-redirect-port = der Offset {$offset} verschiebt den Port selbst, aber nicht diese Kopie
reason-no-remote-management = die Fernverwaltung ist aus; wer sie braucht, schreibt hier true

## Datenbanken und Registry

reason-data-apis = APIs, Abonnements und Token liegen in {$database} bei {$server}
reason-data-users = Benutzer und Rechte liegen gemeinsam in {$database} bei {$server}
reason-data-registry = die gemeinsame Registry liegt in {$database} bei {$server}
reason-data-summaries = die Zusammenfassungen kommen in {$database} bei {$server}; das Skript, das sie erstellt, sucht diesen Namen
reason-data-statistics = BAM schreibt seine Zusammenfassungen in {$database} bei {$server}; ohne das Formular nennt die Datenbank sonst niemand
reason-cassandra = der Administrator von BAM; als dieser öffnet BAM seine eigene Cassandra
reason-registry = die gemeinsame Registry in {$database}, neben der eigenen dieses Knotens
reason-registry-reads = dieser Server liest nur; cacheId ist auf allen Knoten gleich, sonst zeigen sie alte Einträge
reason-registry-writes = dieser Server liest und schreibt; cacheId ist auf allen Knoten gleich, sonst zeigen sie alte Einträge
reason-mount-of-all = {$path} ist für alle Server gleich
reason-mount-of-kind = {$path} wird nur mit Servern derselben Art geteilt

## Benutzer

reason-bam-users = BAM hat eigene Benutzer, in keiner gemeinsamen Datenbank
reason-administrator = der Administrator, auf jedem Server derselbe; wird vor dem ersten Start gesetzt
reason-users = Benutzer und Rechte sind allen Servern gemeinsam
reason-user-store = der Benutzerspeicher des API Manager anstelle des eingebetteten Verzeichnisses
reason-no-directory = die Benutzer liegen in der gemeinsamen Datenbank

## identity.xml und Einmalanmeldung

reason-known-as = {$name} ist als {$address} bekannt
reason-key-database = Token liegen in der Datenbank des API Manager, in die der Store seine Schlüssel schreibt
reason-grants = behandelt wie von einem Key Manager: Scopes und Anwendungen des API Manager sind bekannt
reason-signs-on = {$issuer} meldet sich hier an; in 5.0.0 verlangt womöglich auch die Konsole den Eintrag, siehe README.md
reason-no-sign-on = {$who}; die Einmalanmeldung selbst bleibt hier aus
reason-string = eine Zeichenkette: Die Seiten vergleichen sie als solche
reason-log-in = Browser melden sich bei {$who} an
reason-context = steht anstelle des Kontexts der Site, solange sie am Eingang erreichbar ist
reason-front-https = der Port am Eingang ist nicht der übliche

## WorkflowCallbackService.xml

reason-workflow-end = {$who} wartet auf das Ende von Workflows
reason-workflow-own = {$name} selbst, mit den Ports, die er wirklich hat
