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
count-servers = { $count ->
    [one] 1 Server
   *[other] {$count} Server
}
count-links = { $count ->
    [one] 1 Verbindung
   *[other] {$count} Verbindungen
}
count-items = { $count ->
    [one] 1 Element
   *[other] {$count} Elemente
}
count-lines = { $count ->
    [one] 1 Zeile
   *[other] {$count} Zeilen
}
count-files = { $count ->
    [one] 1 Datei
   *[other] {$count} Dateien
}
count-values = { $count ->
    [one] 1 Wert
   *[other] {$count} Werte
}
count-places = { $count ->
    [one] 1 Stelle
   *[other] {$count} Stellen
}
count-ways = { $count ->
    [one] 1 Weg
   *[other] {$count} Wege
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
