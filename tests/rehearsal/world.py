"""Machines made of namespaces: each has its own network, processes, name and a copy-on-write view of this one's files.

The conductor itself runs in namespaces of its own (see __main__), so that everything ends with it, whatever happens.
"""

import hashlib
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# Folders in which an earlier use of this machine may have left what no new machine has.
EMPTY = ["etc/nginx/conf.d", "opt", "srv", "var/lib/mysql", "var/backups", "root", "home"]


class Failure(Exception):
    """Something is not as it must be; its text says what was done and seen."""


class Result:
    """What a command said."""

    def __init__(self, words, status, text):
        self.words, self.status, self.text = words, status, text

    def must(self, *texts):
        """This result, if it is success and holds all the texts."""
        return self.expect(self.status == 0, "success", texts)

    def must_fail(self, *texts):
        """This result, if it is a failure and holds all the texts."""
        return self.expect(self.status != 0, "a failure", texts)

    def expect(self, good, wanted, texts=()):
        missing = [text for text in texts if text not in self.text]
        if good and not missing:
            return self
        lacks = "".join(f"\n  missing in its output: {text}" for text in missing)
        tail = "\n".join("  | " + line for line in self.text.splitlines()[-60:])
        raise Failure(f"$ {self.words}\n  status {self.status}, expected {wanted}{lacks}\n{tail}")


def run(words, **options):
    """Runs a program to its end; both its outputs are one text."""
    options.setdefault("timeout", 240)
    options.setdefault("stdin", None if "input" in options else subprocess.DEVNULL)
    try:
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", **options)
    except subprocess.TimeoutExpired as late:
        text = late.output or b""
        text = text if isinstance(text, str) else text.decode(errors="replace")
        return Result(" ".join(map(str, words)), 124, f"{text}\nnot done after {late.timeout} seconds")
    return Result(" ".join(map(str, words)), done.returncode, done.stdout)


class Machine:
    """One machine of the world."""

    def __init__(self, name, address, folder):
        self.name, self.address = name, address
        self.upper = folder / "upper"
        self.root = folder / "root"
        work = folder / "work"
        for path in (self.upper, self.root, work):
            path.mkdir(parents=True)
        for path in EMPTY:
            (self.upper / path).mkdir(parents=True)
            os.setxattr(self.upper / path, "trusted.overlay.opaque", b"y")
        run(["mount", "-t", "overlay", "overlay", "-o", f"lowerdir=/,upperdir={self.upper},workdir={work}", self.root]).must()
        (self.root / "root").chmod(0o700)
        # As Ubuntu installs it: the own name leads to loopback.
        self.write("/etc/hosts", f"127.0.0.1\tlocalhost\n127.0.1.1\t{self.name}\n::1\tlocalhost ip6-localhost\n")
        self.write("/etc/hostname", self.name + "\n")
        # There is no server of names; without one, some programs ask again and again.
        self.write("/etc/nsswitch.conf", "passwd: files\ngroup: files\nshadow: files\nhosts: files\n")

    def boot(self, number):
        """Starts the machine's first process, and plugs it into the switch."""
        self.init = subprocess.Popen(
            ["unshare", "--mount", "--net", "--uts", "--pid", "--fork", "--kill-child", sys.executable, __file__,
             str(self.root), self.name],
            stdout=subprocess.PIPE, text=True)
        if self.init.stdout.readline() != "ready\n":
            raise Failure(f"the machine {self.name} did not come up")
        self.pid = children(self.init.pid)[0]
        cable = f"cable{number}"
        run(["ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", str(self.pid)]).must()
        run(["ip", "link", "set", cable, "master", "switch", "up"]).must()
        self.sh(f"ip link set lo up && ip addr add {self.address}/16 dev eth0 && ip link set eth0 up").must()

    def command(self, words, home="/root"):
        """What runs these words on the machine."""
        return ["nsenter", f"--target={self.pid}", "--mount", "--net", "--uts", "--pid", f"--root=/proc/{self.pid}/root",
                f"--wd=/proc/{self.pid}/root{home}", "env", "-i", f"PATH={PATH}", f"HOME={home}", "LC_ALL=C.UTF-8", *words]

    def run(self, *words, home="/root", **options):
        return run(self.command(words, home), **options)

    def sh(self, script, home="/root", **options):
        """Runs a shell script as root, away from any ssh."""
        result = self.run("bash", "-c", script, home=home, **options)
        result.words = f"[{self.name}] {script}"
        return result

    def path(self, path):
        return self.root / str(path).lstrip("/")

    def read(self, path):
        return self.path(path).read_text(encoding="utf-8", errors="replace")

    def write(self, path, text, mode=0o644):
        target = self.path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_symlink():
            target.unlink()
        target.write_text(text, encoding="utf-8")
        target.chmod(mode)

    def digest(self, *leave_out):
        """What differs from a new machine's files: path to kind, mode, owner and content; times are left out."""
        found = {}
        for folder, folders, files in os.walk(self.upper):
            inner = Path(folder).relative_to(self.upper)
            folders[:] = [name for name in folders if not left_out(inner / name, leave_out)]
            for name in folders + files:
                if not left_out(inner / name, leave_out):
                    now = describe(Path(folder) / name)
                    # A copy that was made for a write and says the same again is no difference.
                    if now != describe(Path("/") / inner / name):
                        found[str(inner / name)] = now
        return found


def left_out(path, patterns):
    return any(path.match(pattern) or str(path) == pattern for pattern in patterns)


def describe(path):
    try:
        status = path.lstat()
    except OSError:
        return None
    kind = stat.S_IFMT(status.st_mode)
    content = ""
    if kind == stat.S_IFREG:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
    elif kind == stat.S_IFLNK:
        content = os.readlink(path)
    return f"{status.st_mode:o} {status.st_uid}:{status.st_gid} {content}"


def changes(before, after):
    """The paths that two digests disagree on, each with a word."""
    out = []
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path):
            word = "new" if path not in before else "gone" if path not in after else "changed"
            out.append(f"{word} {path}")
    return out


def children(pid):
    """The processes that a process has started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                after_name = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(after_name[1]) == pid:
                found.append(int(entry.name))
    return found


class World:
    """All machines, one of them the engineer's, on one switch."""

    def __init__(self, folder, addresses):
        run(["ip", "link", "set", "lo", "up"]).must()
        run(["ip", "link", "add", "switch", "type", "bridge"]).must()
        run(["ip", "link", "set", "switch", "up"]).must()
        self.machines = {}
        for number, (name, address) in enumerate(addresses.items()):
            machine = Machine(name, address, folder / name)
            machine.boot(number)
            self.machines[name] = machine

    def __getitem__(self, name):
        return self.machines[name]


def wait_for(what, condition, seconds=30):
    """Looks again and again; a failure says what was waited for."""
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise Failure(f"waited {seconds} seconds in vain for: {what}")
        time.sleep(0.2)


def first_process(root, name):
    """What a machine's first process does: its mounts, then burying the dead."""
    import socket

    socket.sethostname(name)
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    for words in (["-t", "proc", "proc", "proc"], ["-t", "sysfs", "sysfs", "sys"], ["--rbind", "/dev", "dev"],
                  ["-t", "tmpfs", "-o", "mode=755", "tmpfs", "run"], ["-t", "tmpfs", "-o", "mode=1777", "tmpfs", "tmp"]):
        subprocess.run(["mount", *words[:-1], os.path.join(root, words[-1])], check=True)
    os.chroot(root)
    os.chdir("/")
    os.makedirs("/run/sshd", mode=0o755)
    os.makedirs("/run/lock", mode=0o1777)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print("ready", flush=True)
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            time.sleep(0.2)


if __name__ == "__main__":
    first_process(sys.argv[1], sys.argv[2])
