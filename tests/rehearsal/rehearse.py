"""The whole way of an engineer, on a machine for each host of a preset. See CONTRIBUTING.md; started by ./run."""

import argparse
import os
import re
import sys
import time
from pathlib import Path

import breakages
import broker
import bundle as bundles
import proofs
from bundle import FOLDER, HOSTILE, VOLATILE, Bundle
from world import Failure, World, changes, run

STARTED = time.monotonic()


def say(text):
    print(f"{time.monotonic() - STARTED:6.1f} s  {text}", flush=True)


def edited(design):
    """With a broker; and of the edition in which files switch statistics on, so that BAM's toolbox is brought by script."""
    broker.added(design)
    design["version"] = "1.9.1"


class Rehearsal:
    """The engineer at work."""

    # What is different from the preset, and options for its bundle.
    edit, options = staticmethod(edited), []

    def __init__(self, cli, preset, folder):
        self.bundle = Bundle(cli, preset, folder, self.edit, self.options)
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
        if HOSTILE in result.text:
            result.expect(False, "no password on the screen")
        return result

    def on(self, host, step, *options):
        """The README's command of one step, for one host."""
        return self.at_desk(" ".join([self.bundle.steps(step)[-1], "--host", self.bundle.name_of(host), *options]))

    def on_server(self, instance, step="start"):
        """The same for one server, to start or stop it."""
        return self.at_desk(f"bash run.sh {step} --host {self.bundle.name_of(instance['host'])} {instance['dir'].rsplit('/', 1)[1]}")

    def everywhere(self, step):
        """A step on all hosts, in the README's order; what each said, by command."""
        said = {}
        for command in self.bundle.steps(step):
            begun = time.monotonic()
            said[command] = self.at_desk(command).must()
            if time.monotonic() - begun > 10:
                say(f"   {time.monotonic() - begun:.0f} s of it: {command}")
        return said

    def verified(self):
        for result in self.everywhere("Verify").values():
            clean = result.text.count(", 0 failed, 0 not known")
            result.expect(clean == len(self.hosts), f"{len(self.hosts)} hosts without a failure, there are {clean}")

    def digests(self):
        return {host.name: host.digest(*VOLATILE) for host in self.hosts}

    def unchanged(self, before, what):
        for name, after in self.digests().items():
            different = changes(before[name], after)
            if different:
                raise Failure(f"{what} changed on {name}:\n  " + "\n  ".join(different))

    def first_time(self):
        say("copy")
        copied = self.everywhere("Copy")
        for result in copied.values():
            if "MISSING" in result.text:
                result.expect(False, "nothing missing")
        say("install")
        self.everywhere("Install")
        self.installed = self.digests()
        say("apply")
        self.everywhere("Apply")
        say("start")
        self.everywhere("Start")
        say("verify")
        self.verified()

    def second_time(self):
        say("everything a second time: nothing changes")
        before = self.digests()
        for step in ("Copy", "Install", "Apply", "Start", "Verify"):
            for command, result in self.everywhere(step).items():
                for word in ("written", "edited", "copied ", "unpacked", "made  ", "left to the checkout", "reloaded", "restarts"):
                    if f"   {word}" in result.text:
                        result.expect(False, f"nothing '{word.strip()}' the second time")
        self.unchanged(before, "the second run")

    def whole(self):
        """From empty machines to empty machines."""
        hidden = proofs.SecretsStayHidden()
        hidden.start()
        self.first_time()
        self.proved()
        self.second_time()
        hidden.proof()
        self.broken()
        self.taken_back()

    def proved(self):
        for proof in proofs.ALL:
            say(f"proof: {proof.__doc__.splitlines()[0]}")
            proof(self)

    def broken(self):
        for breakage in breakages.ALL:
            say("broken: " + breakage.__name__.replace("_", " "))
            way = breakage(self)
            # It yields what named the breakage, then the host that it has repaired.
            named = next(way)
            say("   named: " + next((line for line in named.text.splitlines() if line.startswith(("FAILED", "error:"))), "")[:150])
            self.on(next(way).name, "Verify").must(", 0 failed, 0 not known")

    def taken_back(self):
        say("stop and roll back: every byte is as before")
        self.everywhere("If it must go back")
        for name, after in self.digests().items():
            different = [one for one in changes(self.installed[name], after) if not self.out_of_reach(name, one.split(" ", 1)[1])]
            if different:
                raise Failure(f"not taken back on {name}:\n  " + "\n  ".join(different))

    def out_of_reach(self, host, path):
        """What rollback.sh leaves alone: what Subversion has brought."""
        for one in self.bundle.products():
            if one["host"] == host and path.startswith(one["home"].strip("/") + "/"):
                return one["kind"] == "gateway-worker" and "/repository/deployment/server" in path
        return False


def main(way=Rehearsal, preset="classic"):
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--preset", default=preset)
    parser.add_argument("--keep", action="store_true", help="a shell in the world after a failure")
    options = parser.parse_args()
    folder = Path(options.folder)
    try:
        run(["mount", "-t", "tmpfs", "-o", "size=4g,mode=755", "tmpfs", folder]).must()
        if not bundles.STOCK.is_dir():
            say("NOTE: no stock files beside the project; the products are made up")
        say(f"a machine for each host of {options.preset}")
        rehearsal = way(os.path.abspath(options.cli), options.preset, folder)
        rehearsal.whole()
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
