"""The whole way of an engineer, on a machine for each host of a preset. See CONTRIBUTING.md; started by ./run."""

import argparse
import os
import sys
import time
from pathlib import Path

import bundle as bundles
from bundle import FOLDER, VOLATILE, Bundle, no_change
from world import Failure, World, run

STARTED = time.monotonic()


def say(text):
    print(f"{time.monotonic() - STARTED:6.1f} s  {text}", flush=True)


class Rehearsal:
    """The engineer at work."""

    def __init__(self, cli, preset, folder):
        self.bundle = Bundle(cli, preset, folder)
        self.bundle.add_downloads()
        self.world = World(folder / "world", {"engineer": "10.77.0.2", **self.bundle.addresses})
        self.engineer = self.world["engineer"]
        self.hosts = [self.world[name] for name in self.bundle.addresses]
        self.bundle.prepare_engineer(self.engineer)
        for host in self.hosts:
            self.bundle.prepare_host(host, self.engineer)

    def at_desk(self, command, **options):
        """A command of the README, typed on the engineer's machine in the bundle's folder."""
        result = self.engineer.run("bash", "-c", command, home="/root", **options) if command.startswith("cd ") else (
            self.engineer.run("bash", "-c", f"cd {FOLDER} && {command}", **options))
        result.words = command
        return result

    def on(self, host, step, options=""):
        """The README's command of one step for one host."""
        for command in self.bundle.steps(step):
            if self.bundle.host_of(command) == host:
                return self.at_desk(command.replace(".sh", f".sh {options}", 1) if options else command)
        raise Failure(f"README.md has no command of the step {step} for {host}")

    def everywhere(self, step):
        """A step on all hosts, in the README's order; what each said, by command."""
        said = {}
        for command in self.bundle.steps(step):
            begun = time.monotonic()
            said[command] = self.at_desk(command).must()
            if time.monotonic() - begun > 10:
                say(f"   {time.monotonic() - begun:.0f} s of it: {command}")
        return said

    def by_hand(self):
        """What README.md leaves to an editor: the offsets of the products whose files the bundle does not have."""
        for one in self.bundle.instances("identity-server", "bam"):
            host, path = self.world[one["host"]], f"{one['home']}/repository/conf/carbon.xml"
            host.sh(f"sed -i 's|<Offset>0</Offset>|<Offset>{one['offset']}</Offset>|' {path}").must()
        # No login over LDAP: the users are in the shared database.
        for one in self.bundle.instances("identity-server"):
            self.world[one["host"]].sh(
                f"sed -i 's|\"enable\">true|\"enable\">false|' {one['home']}/repository/conf/embedded-ldap.xml").must()

    def verified(self):
        for command, result in self.everywhere("Verify").items():
            result.must(", 0 failed, 0 not known")

    def digests(self):
        return {host.name: host.digest(*VOLATILE) for host in self.hosts}

    def first_time(self):
        say("copy")
        copied = self.everywhere("Copy")
        for result in copied.values():
            if "MISSING" in result.text:
                result.expect(False, "nothing missing")
        say("install")
        self.everywhere("Install")
        say("apply")
        self.everywhere("Apply")
        self.by_hand()
        say("start")
        self.everywhere("Start")
        say("verify")
        self.verified()

    def second_time(self):
        say("everything a second time: nothing changes")
        before = self.digests()
        for step in ("Copy", "Install", "Apply", "Start", "Verify"):
            for command, result in self.everywhere(step).items():
                for word in ("written", "copied ", "unpacked", "made  ", "left to the checkout", "reloaded", "restarts"):
                    if f"   {word}" in result.text:
                        result.expect(False, f"nothing '{word.strip()}' the second time")
        for name, after in self.digests().items():
            no_change(before[name], after, f"the second run on {name}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--preset", default="classic")
    parser.add_argument("--keep", action="store_true", help="a shell in the world after a failure")
    options = parser.parse_args()
    folder = Path(options.folder)
    try:
        run(["mount", "-t", "tmpfs", "-o", "size=4g,mode=755", "tmpfs", folder]).must()
        if not bundles.STOCK.is_dir():
            say("NOTE: no stock files beside the project; the products are made up")
        say(f"a machine for each host of {options.preset}")
        rehearsal = Rehearsal(os.path.abspath(options.cli), options.preset, folder)
        rehearsal.first_time()
        rehearsal.second_time()
        say(f"the rehearsal of {options.preset} is good")
        return 0
    except Failure as failure:
        say(f"FAILED\n{failure}")
        if options.keep:
            print("a shell in the world; nsenter into a machine by its process", flush=True)
            os.system("bash")
        return 1


if __name__ == "__main__":
    sys.exit(main())
