"""Takes back what apply.yml or apply.sh wrote down on a host, in reverse: each file as it was before the run asked for.

The same as take_back in lib.sh, which rollback.sh runs on the host itself.
"""

import filecmp
import os
import re

from ansible.module_utils.apim_journal import JOURNAL, PRODUCT_BACKUPS, SYSTEM_BACKUPS, Machine, read, write
from ansible.module_utils.basic import AnsibleModule


def without_our_lines(text):
    """/etc/hosts as it would be without this tool: others write lines of their own into it, and those stay."""
    out, inside, old = [], False, ()
    for line in text.split(b"\n"):
        expected, old = old, ()
        if line.startswith(b"# BEGIN apim-designer "):
            inside = True
        if inside:
            inside = not line.startswith(b"# END apim-designer ")
            continue
        # The names that were left of a line which had ours among them.
        if line and expected and set(line.split(b"\t")) <= set(expected):
            continue
        if line.startswith(b"# apim-designer: "):
            line = line[len(b"# apim-designer: ") :]
            old = re.split(b"[ \t\r]+", line)
        out.append(line)
    return b"\n".join(out)


class Back:
    def __init__(self, module):
        self.machine, self.first, self.force = Machine(module, run=-1), module.params["first"], module.params["force"]
        self.check, self.problems, self.said, self.now, self.folders = module.check_mode, [], [], set(), []

    def say(self, word, text):
        if not self.looking:
            self.said.append("%s %s" % (word, text))

    def steps(self):
        """What there is to take back, the latest first; what is left to a person is left with all that lies below it."""
        known, seen, steps = {}, set(), []
        lines = self.machine.lines()
        left = tuple(path + "/" for kind, _, path, _, _, _ in lines if kind == "left")
        for kind, run, path, kept, before, after in lines:
            known.setdefault(path, {"-"}).update((before, after))
            if int(run) >= self.first and (kind, path) not in seen:
                seen.add((kind, path))
                steps.append((kind, path, kept, before))
        for kind, path, kept, before in reversed(steps):
            if kind == "left" or not path.startswith(left):
                yield kind, path, kept, before, known[path]

    def take(self, looking):
        self.looking, self.folders = looking, []
        for kind, path, kept, before, known in self.steps():
            if kind == "file":
                self.file(path, kept, before, known)
            elif kind == "folder":
                self.folders.append(path)
                self.folder(path)
            elif kind == "unit":
                self.unit(path)
            elif kind == "left":
                self.say("stays", path)
        return not self.problems

    def file(self, path, kept, before, known):
        """One file as it was: with its contents, mode and owner, or not there."""
        machine, target, source = self.machine, self.machine.at(path), self.machine.at(kept)
        folder = os.path.dirname(path)
        if os.path.islink(target) or os.path.exists(target) and not os.path.isfile(target):
            self.problems.append("%s is no file any more; put away what stands there" % path)
            return
        now = machine.sum(path)
        if kept == "-":
            if now == "-":
                return
        elif not machine.exists(folder):
            self.say("gone", "%s (its folder is not there any more)" % path)
            return
        elif not os.path.isfile(source):
            # A rollback that was cut has been here.
            if now != before:
                self.problems.append("%s cannot be taken back: the copy of it, %s, is gone" % (path, kept))
            return
        elif now == before and self.owner(source) == self.owner(target):
            return
        hosts = None
        if now not in known:
            home, found, _ = path.partition("/repository/deployment/server/")
            if path == "/etc/hosts" and not re.search(b"(?m)^# BEGIN apim-designer ", read(source)):
                hosts = without_our_lines(machine.read(path))
                if hosts == machine.read(path):
                    return
            elif found and machine.checked_out(home):
                self.say("stays", "%s (Subversion has brought it)" % path)
                return
            elif not self.force:
                self.problems.append(
                    "%s was changed by somebody after it was written. Before, it was: %s (- for not there). With "
                    "-e apim_force=true it is taken back all the same, and the changed one kept in %s/taken-back"
                    % (path, kept, SYSTEM_BACKUPS)
                )
                return
            elif not self.looking and not self.check:
                self.say("kept", machine.keep(path, SYSTEM_BACKUPS + "/taken-back"))
        if self.looking:
            return
        self.hint(path)
        self.say("removed" if kept == "-" else "restored", path)
        if self.check:
            return
        machine.leftovers(folder)
        if kept == "-":
            os.remove(target)
            return
        temporary = machine.temporary(folder)
        if hosts is None:
            machine.copy(source, temporary)
        else:
            machine.copy(target, temporary)
            write(temporary, hosts)
        machine.place(temporary, path)

    def owner(self, path):
        status = os.stat(path)
        return status.st_mode, status.st_uid, status.st_gid

    def hint(self, path):
        if path.startswith("/etc/nginx/"):
            self.now.add("nginx -t && nginx -s reload (it still serves what it had)")
        elif path.endswith("/zz-apim-designer.cnf"):
            self.now.add("restart the database server (it still has the settings that were taken back)")
        elif not path.startswith(("/etc/systemd/", "/etc/hosts", "/etc/security/")):
            self.now.add("servers that run must be stopped (stop.yml) and started again")

    def folder(self, path):
        """A folder that was made, unless something else is in it by now."""
        if self.looking or self.check or not self.machine.exists(path):
            return
        self.machine.leftovers(path)
        try:
            os.rmdir(self.machine.at(path))
        except OSError:
            return
        self.say("removed", path + "/")

    def unit(self, name):
        """A service that was made ours to start with the machine."""
        if self.looking or not self.machine.systemd():
            return
        self.say("stopped", name)
        if not self.check:
            self.machine.module.run_command(["systemctl", "disable", "--quiet", "--now", name])

    def forget(self):
        """Everything stands as before: copies that say nothing more, and the lines of these runs, go."""
        machine, parents = self.machine, {SYSTEM_BACKUPS}
        lines = machine.lines()
        for _, run, _, kept, _, _ in lines:
            home, found, _ = kept.partition(PRODUCT_BACKUPS + "/")
            if found:
                parents.add(home + PRODUCT_BACKUPS)
            if int(run) >= self.first and kept != "-" and machine.exists(kept):
                os.remove(machine.at(kept))
        rest = "".join("\t".join(line) + "\n" for line in lines if int(line[1]) < self.first)
        if rest:
            write(machine.at(JOURNAL + ".new"), rest.encode("utf-8", "surrogateescape"))
            os.rename(machine.at(JOURNAL + ".new"), machine.at(JOURNAL))
        else:
            os.remove(machine.at(JOURNAL))
        for parent in sorted(parents):
            self.tidy(machine.at(parent))
        if machine.systemd():
            machine.module.run_command(["systemctl", "daemon-reload"])
        # Those that held the journal itself.
        for path in self.folders:
            if machine.exists(path):
                try:
                    os.rmdir(machine.at(path))
                except OSError:
                    self.say("stays", "%s/ (something else is in it)" % path)

    def tidy(self, top):
        if os.path.exists(top + "/part"):
            os.remove(top + "/part")
        for folder, _, names in os.walk(top, topdown=False):
            number, _, path = folder[len(top) + 1 :].partition("/")
            for name in names:
                # A run that was cut may have copied a file and gone no further.
                copy, original = os.path.join(folder, name), self.machine.at(os.path.join("/", path, name))
                if number[:1].isdigit() and os.path.isfile(original) and filecmp.cmp(copy, original, shallow=False):
                    os.remove(copy)
            try:
                os.rmdir(folder)
            except OSError:
                pass


def main():
    module = AnsibleModule(
        argument_spec={
            "root": {"type": "str", "default": ""},
            "first": {"type": "int", "default": 1},
            "force": {"type": "bool", "default": False},
        },
        supports_check_mode=True,
    )
    back = Back(module)
    runs = {line[1]: "run %s, %s" % (line[1], line[2]) for line in back.machine.lines() if line[0] == "run"}
    if not runs:
        module.exit_json(changed=False, lines=["there is nothing to take back on this host"])
    if back.first != 1 and str(back.first) not in runs:
        module.fail_json(msg="there is no run %d on this host; there are: %s" % (back.first, "; ".join(runs.values())))
    # Looked at first, so that nothing is half taken back.
    if not back.take(looking=True) or not back.take(looking=False):
        module.fail_json(msg="; ".join(back.problems))
    if not module.check_mode:
        back.forget()
    now = ["Now: " + text for text in sorted(back.now)]
    module.exit_json(changed=True, lines=list(runs.values()) + back.said + now)


if __name__ == "__main__":
    main()
