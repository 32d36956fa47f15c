"""Changes files of a host as apply.sh does, step for step: looked at first, written down, the old one kept, replaced whole.

The action of the same name makes the list of changes on the engineer's machine. It asks twice: first for what would
change, with sums in place of contents; then for just that. Each change is a dictionary; its `kind` is a function below,
which raises a Problem, or returns nothing, or a word for the change, its path, the deed, and lines for people.
"""

import base64
import fnmatch
import json
import os
import re
import shutil
import tempfile

from ansible.module_utils.apim_journal import PRODUCT_BACKUPS, SYNCHRONIZED, Machine, Problem, read, write
from ansible.module_utils.basic import AnsibleModule


class Skip(Exception):
    """A product that is not there, so that nothing can be said of its files."""


def replacing(machine, change):
    def deed():
        data = read(change["brought"]) if "brought" in change else base64.b64decode(change["content"])
        return machine.replace(data, change["path"], int(change["mode"], 8), change["like"], change["parent"])

    return deed


def put(machine, change):
    """One file, as the bundle has it."""
    path, target = change["path"], machine.at(change["path"])
    if os.path.isdir(target):
        raise Problem("%s is a folder; a file must stand there" % path)
    # The link would be replaced, and what it leads to forgotten.
    if os.path.islink(target):
        raise Problem("%s is a link to %s; put that file itself there" % (path, os.readlink(target)))
    # Of what others made only what is in it counts.
    if machine.sum(path) != change["sum"] or change["kind"] not in ("store", "part") and machine.mode(path) != int(change["mode"], 8):
        return "written", path, replacing(machine, change)


def jar(machine, change):
    """A library that no bundle may carry, unless one of its name is there."""
    folder = os.path.dirname(change["path"])
    there = os.listdir(machine.at(folder)) if machine.exists(folder) else []
    if not fnmatch.filter(there, change["pattern"]):
        if "missing" in change:
            raise Problem(change["missing"])
        return "copied", change["path"], replacing(machine, change)


def hosts_lines(machine, change):
    """/etc/hosts with the design's lines at its end, and loopback lines that would hide one of its names switched off.
    """
    path, block = "/etc/hosts", change["block"]
    if not machine.exists(path):
        raise Problem("there is no /etc/hosts")
    old = machine.read(path)
    first, final = "# BEGIN apim-designer " + change["folder"], "# END apim-designer " + change["folder"]
    home = {}
    for line in block.split("\n"):
        parts = line.split("#", 1)[0].split()
        for name in parts[1:]:
            home[name.lower()] = parts[0]
    out, problems, inside = [], [], 0
    lines = old.decode("utf-8", "surrogateescape").split("\n")
    if lines[-1] == "":
        lines.pop()
    for number, line in enumerate(lines, 1):
        if line == first:
            inside = number
        elif line == final:
            inside = 0
        elif not inside:
            parts = re.split(r"[ \t\r]+", line.split("#", 1)[0].strip(" \t\r"))
            address, names = parts[0], parts[1:]
            ours = [name for name in names if name.lower() in home]
            if ours and (address.startswith("127.") or address == "::1"):
                out.append("# apim-designer: " + line)
                rest = [name for name in names if name.lower() not in home]
                if rest:
                    out.append("\t".join([address] + rest))
                continue
            if ours and address != home[ours[-1].lower()]:
                problems.append(
                    "line %d of /etc/hosts leads %s to %s, the design to %s; remove the line or mend the design"
                    % (number, ours[-1], address, home[ours[-1].lower()])
                )
            out.append(line)
    if inside:
        problems.append('line %d of /etc/hosts has no "%s" below it; remove the line' % (inside, final))
    if problems:
        raise Problem("; ".join(problems))
    new = ("".join(line + "\n" for line in out) + block).encode("utf-8", "surrogateescape")
    if new != old:
        return "written", path, lambda: machine.replace(new, path, machine.mode(path), path, change["parent"])


def version_text(machine, home):
    """What a home says of its product; ActiveMQ does by the name of a library, from 5.8 on of another one."""
    if machine.exists(home + "/bin/version.txt"):
        return machine.read(home + "/bin/version.txt").decode("utf-8", "replace").strip()
    library = home + "/lib"
    for name in sorted(os.listdir(machine.at(library))) if machine.exists(library) else []:
        found = re.match(r"activemq-(core|broker)-(.*)\.jar$", name)
        if found:
            return "ActiveMQ " + found.group(2)


def product(machine, change):
    """Whether what follows has its product."""
    home, wanted = change["path"], "%s %s" % (change["product"], change["version"])
    if not machine.exists("%s/%s" % (home, change["starter"])):
        raise Skip("%s: there is no %s in %s; run install.yml first" % (change["name"], change["product"], home))
    if change["any_version"]:
        return
    text = version_text(machine, home) or "nothing that tells its version"
    if not re.search(r"(^|[^0-9.])" + re.escape(change["version"]) + r"([^0-9.]|$)", text):
        raise Problem(
            "%s: %s holds '%s', the design is for %s. Unpack the right product, or change the version of the design; with "
            "-e apim_any_version=true it goes on all the same" % (change["name"], home, text, wanted)
        )


def feature(machine, change):
    """What a person installs in the product's own console; the file is there once it is."""
    if not machine.exists(change["path"]):
        raise Problem(
            '%s: the feature "%s" is not installed in it: %s is missing. Install it in the server\'s console first, see "Key '
            'manager in an Identity Server" in README.md' % (change["name"], change["feature"], change["path"])
        )


def defined_once(machine, change):
    """A datasource that has its place in another file: of two of a name one silently wins."""
    path, name = change["path"], change["datasource"]
    if machine.exists(path) and re.search(br"<name>\s*%s\s*</name>" % re.escape(name.encode()), machine.read(path)):
        raise Problem(
            "%s: %s defines %s too, and of two datasources of a name one silently wins. It goes into master-datasources.xml: "
            "take it out there, or move the file away where it holds nothing else" % (change["name"], path, name)
        )


def in_place(machine, change):
    """The product's own file with what a fragment says of it; all else in it stays."""
    # Fragment and result hold passwords.
    stage = tempfile.mkdtemp(prefix="apim-designer.")
    try:
        return edited(machine, change, stage)
    finally:
        shutil.rmtree(stage)


def edited(machine, change, stage):
    path, name = change["path"], change["name"]
    target = machine.at(path)
    if not os.path.isfile(target) or os.path.islink(target):
        raise Problem("%s: %s is no file; unpack the product again, and put a file there if it is a link" % (name, path))
    xmlstarlet = machine.module.get_bin_path("xmlstarlet")
    if not xmlstarlet:
        raise Problem("%s: xmlstarlet is missing, which edits %s; run install.yml first" % (name, path))
    old = machine.read(path)
    if b"<!DOCTYPE" in old:
        raise Problem("%s: %s has a DOCTYPE, which would be lost; write the values of in-place into it by hand" % (name, path))

    def run(*words):
        status, out, said = machine.module.run_command([xmlstarlet, *words], cwd=stage, encoding=None)
        return status == 0, out, said

    def value(file, xpath):
        """Texts of an element and of all in it, or an attribute; layout left out."""
        inside = xpath + "/descendant-or-self::node()[not(*)][not(self::comment())][normalize-space() or not(../*)]"
        return run("sel", "-T", "-t", "-m", inside, "-v", ".", "-n", file)[1].rstrip(b"\n")

    write(stage + "/in-place.xsl", change["stylesheet"].encode())
    write(stage + "/edits.xml", base64.b64decode(change["fragment"]))
    write(stage + "/old.xml", old)
    good, new, said = run("tr", "in-place.xsl", "old.xml")
    if not good:
        raise Problem(
            "%s: %s is not as expected: %s. Compare it with that in the folder in-place, which has what goes into it"
            % (name, path, said.decode("utf-8", "replace").split("\n")[0])
        )
    write(stage + "/new.xml", new)
    changed = []
    for xpath in change["more"]:
        shown = re.sub(r"\*\[local-name\(\)='([^']*)'\]", r"\1", xpath)
        now = value("new.xml", xpath)
        if now != value("edits.xml", xpath):
            raise Problem("%s: %s in %s would not become what it should; write it by hand" % (name, shown, path))
        if now != value("old.xml", xpath):
            changed.append(shown)
    if machine.mode(path) == 0o640 and run("c14n", "old.xml")[:2] == run("c14n", "new.xml")[:2]:
        return
    if re.search(br"\r$", old, re.M):
        *lines, last = new.split(b"\n")
        new = b"".join(line + b"\r\n" for line in lines) + (last + b"\r" if last else b"")
    return "edited", path, lambda: machine.replace(new, path, 0o640, change["like"], change["parent"]), changed


def in_feature(machine, change):
    """A file that the feature brings; while it is missing, the feature is what is told."""
    if machine.exists(change["path"]):
        return in_place(machine, change)


def left_to_checkout(machine, change):
    """What the gateway manager commits in another form than the product brings it: on a worker that has not checked out
    yet it would be in the way, and stay."""
    path = change["path"]
    if machine.exists(path) and not machine.checked_out(change["like"]):
        return "left to the checkout", path, lambda: machine.remove(path, change["parent"])


def product_rest(machine, change):
    """Files that an earlier design changed and this one leaves alone: the product's own go back, from the first backup.

    What Subversion has checked out meanwhile stays its own.
    """
    home, written, number, found = change["home"], set(change["written"]), 1, []
    while machine.exists("%s/%d" % (home + PRODUCT_BACKUPS, number)):
        top = "%s/%d%s/" % (home + PRODUCT_BACKUPS, number, home)
        number += 1
        for folder, _, names in os.walk(machine.at(top)):
            for name in sorted(names):
                copy = os.path.join(folder, name)[len(machine.root) :]
                inner = copy[len(top) :]
                if inner in written or inner.startswith(SYNCHRONIZED + "/") and machine.checked_out(home):
                    continue
                written.add(inner)
                path = "%s/%s" % (home, inner)
                if machine.sum(path) != machine.sum(copy):
                    found.append((copy, path))

    def back():
        # As it was, whatever it holds: nothing is filled in.
        for copy, path in found:
            machine.replace(machine.read(copy), path, machine.mode(copy), home, home + PRODUCT_BACKUPS)

    if found:
        return "the product's own again:", ", ".join(path for _, path in found), back


def stays(machine, change):
    """What a rollback leaves to a person, once; no change by itself."""
    path = change["path"]
    if not any(line[0] == "left" and line[2] == path for line in machine.lines()):
        return "", path, lambda: machine.record("left", path)


def unit(machine, change):
    """A service that is about to start with the machine; enabled by who asks for this."""
    path = change["path"]
    if machine.systemd() and machine.module.run_command(["systemctl", "is-enabled", "--quiet", path])[0]:
        return "", path, lambda: machine.record("unit", path)


# By the names of lib.sh.
KINDS = {
    one.__name__: one
    for one in (defined_once, feature, hosts_lines, in_feature, in_place, jar, left_to_checkout, product, product_rest, put, stays, unit)
}
KINDS["product_file"] = KINDS["store"] = KINDS["part"] = put


def main():
    module = AnsibleModule(
        argument_spec={
            "root": {"type": "str", "default": ""},
            "run": {"type": "int", "default": 0},
            # It holds passwords. A text, as Ansible has its own ideas of values.
            "changes": {"type": "str", "required": True, "no_log": True},
            "look": {"type": "bool", "default": True},
        },
        supports_check_mode=True,
    )
    looking = module.params["look"] or module.check_mode
    machine = Machine(module, module.params["run"])
    problems, wanted, lines, done, without = [], [], [], [], None
    for number, change in enumerate(json.loads(base64.b64decode(module.params["changes"]).decode("utf-8"))):
        if without and change.get("home") == without:
            continue
        try:
            found = KINDS[change["kind"]](machine, change)
            if not found:
                continue
            word, path, deed, *more = found
            wanted.append(number)
            if word:
                would = "would be " if looking else ""
                lines.extend(["%s%s %s" % (would, word, path)] + ["  " + text for text in sum(more, [])])
            if not looking:
                kept = deed()
                done.append({"path": path, "kept": "" if kept == "-" else kept})
        except Skip as skip:
            without = change["path"]
            # A check before the first install goes past the product's files.
            (lines if module.check_mode else problems).append(str(skip))
        except (Problem, OSError) as problem:
            problems.append(str(problem))
        if problems and not looking:
            break
    module.exit_json(problems=problems, wanted=wanted, lines=lines, done=done, run=machine.run, changed=bool(wanted and lines))


if __name__ == "__main__":
    main()
