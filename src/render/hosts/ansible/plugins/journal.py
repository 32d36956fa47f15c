"""What changes on a host: written down before it is done, the old one kept, the new one put in place whole or not at all.

Journal and backups are those of lib.sh (record, keep, replace, place), so that rollback.sh and rollback.yml take back what
either way did.
"""

import hashlib
import os
import re
import shutil
import stat
import time

SYSTEM_BACKUPS = "/var/backups/apim-designer"
JOURNAL = SYSTEM_BACKUPS + "/journal"
PRODUCT_BACKUPS = "/.apim-designer-backup"
SYNCHRONIZED = "repository/deployment/server"


class Problem(Exception):
    """Something on the host that a person must see to."""


def digest(data):
    return hashlib.sha256(data).hexdigest()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data, how="wb"):
    """Only root reads a file that this makes."""
    with open(path, how, opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(data)


class Machine:
    """The host's files, all below a folder where one is given for trials. A run of 0 begins with the first change."""

    def __init__(self, module, run=0):
        self.module, self.root, self.run, self.numbers = module, module.params["root"], run, {}

    def at(self, path):
        return self.root + path

    def exists(self, path):
        return os.path.exists(self.at(path))

    def read(self, path):
        return read(self.at(path))

    def sum(self, path):
        return digest(self.read(path)) if self.exists(path) else "-"

    def mode(self, path):
        return stat.S_IMODE(os.stat(self.at(path)).st_mode)

    def systemd(self):
        return not self.root and os.path.isdir("/run/systemd/system")

    def checked_out(self, home):
        return self.exists("%s/%s/.svn" % (home, SYNCHRONIZED))

    # --- journal ---

    def lines(self):
        """The journal's whole lines, each as its six fields."""
        text = self.read(JOURNAL).decode("utf-8", "surrogateescape") if self.exists(JOURNAL) else ""
        fields = [line.split("\t") for line in text.split("\n")]
        return [line for line in fields if len(line) == 6 and line[1].isdigit()]

    def open(self):
        """Begins the list of changes of this run."""
        if self.run:
            return
        folder, missing = SYSTEM_BACKUPS, []
        while not self.exists(folder):
            missing.insert(0, folder)
            folder = os.path.dirname(folder)
        self.private(SYSTEM_BACKUPS)
        # A run that was cut may have left half a line.
        if self.exists(JOURNAL) and not (self.read(JOURNAL) or b"\n").endswith(b"\n"):
            write(self.at(JOURNAL), b"\n", "ab")
        self.run = max([int(line[1]) for line in self.lines()] or [0]) + 1
        self.record("run", time.strftime("%Y-%m-%d %H:%M"))
        for folder in missing:
            self.record("folder", folder)

    def record(self, kind, path, kept="-", before="-", after="-"):
        self.open()
        line = "\t".join([kind, str(self.run), path, kept, before, after]) + "\n"
        write(self.at(JOURNAL), line.encode("utf-8", "surrogateescape"), "ab")

    # --- files ---

    def private(self, folder):
        """A folder with those above it, for root alone."""
        if not self.exists(folder):
            self.private(os.path.dirname(folder))
            os.mkdir(self.at(folder), 0o700)

    def folder(self, path, like):
        if self.exists(path):
            return
        self.folder(os.path.dirname(path), like)
        self.record("folder", path)
        os.mkdir(self.at(path))
        self.own(self.at(path), like)

    def own(self, path, like):
        if like and not self.root:
            owner = os.stat(like)
            os.chown(path, owner.st_uid, owner.st_gid)

    def leftovers(self, folder):
        """What a run that was cut left beside a file."""
        for name in os.listdir(self.at(folder)):
            path = "%s/%s" % (self.at(folder), name)
            if re.match(r"\.apim-designer\..{6}$", name) and os.path.isfile(path):
                os.remove(path)

    def temporary(self, folder):
        """A file to fill there, of a name as mktemp gives in lib.sh."""
        return "%s/.apim-designer.%06d" % (self.at(folder), os.getpid() % 1000000)

    def copy(self, source, target):
        """Contents, owner, mode and times."""
        status = os.stat(source)
        shutil.copyfile(source, target)
        if os.geteuid() == 0:
            os.chown(target, status.st_uid, status.st_gid)
        shutil.copystat(source, target)

    def keep(self, path, parent):
        """A copy of a file in this run's backup, whole or not at all; where it is."""
        self.open()
        kept = "%s/%s%s" % (parent, self.number(parent), path)
        self.private(os.path.dirname(kept))
        part = self.at(parent + "/part")
        self.copy(self.at(path), part)
        os.rename(part, self.at(kept))
        return kept

    def number(self, parent):
        """This run's backup folder below a parent: the one that it has, or the first that is not there."""
        if parent not in self.numbers:
            start, number = parent + "/", 1
            own = [line[3] for line in self.lines() if line[1] == str(self.run) and line[3].startswith(start)]
            while self.exists(start + str(number)):
                number += 1
            self.numbers[parent] = own[0][len(start) :].split("/")[0] if own else number
        return self.numbers[parent]

    def place(self, temporary, path):
        """Moves a finished file to its place. One that is a mount, as /etc/hosts in a container, is written where it stands."""
        try:
            os.rename(temporary, self.at(path))
        except OSError:
            if os.path.isfile(self.at(path)):
                shutil.copyfile(temporary, self.at(path))
            else:
                raise
        finally:
            if os.path.exists(temporary):
                os.remove(temporary)

    def replace(self, data, path, mode, like, parent):
        """Cut anywhere, either the old file or the new one stands there. Where the old one is kept."""
        folder, kept = os.path.dirname(path), "-"
        self.folder(folder, like)
        self.leftovers(folder)
        before = self.sum(path)
        if self.exists(path):
            kept = self.keep(path, parent)
        self.record("file", path, kept, before, digest(data))
        temporary = self.temporary(folder)
        write(temporary, data)
        self.own(temporary, like)
        os.chmod(temporary, mode)
        self.place(temporary, path)
        return kept

    def remove(self, path, parent):
        kept = self.keep(path, parent)
        self.record("file", path, kept, self.sum(path))
        os.remove(self.at(path))
        return kept
