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
count-servers = { $count ->
    [one] 1 server
   *[other] {$count} servers
}
count-links = { $count ->
    [one] 1 link
   *[other] {$count} links
}
count-items = { $count ->
    [one] 1 item
   *[other] {$count} items
}
count-lines = { $count ->
    [one] 1 line
   *[other] {$count} lines
}
count-files = { $count ->
    [one] 1 file
   *[other] {$count} files
}
count-values = { $count ->
    [one] 1 value
   *[other] {$count} values
}
count-places = { $count ->
    [one] 1 place
   *[other] {$count} places
}
count-ways = { $count ->
    [one] 1 way
   *[other] {$count} ways
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
