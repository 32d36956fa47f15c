"""High availability with certificates of one's own and odd words everywhere: one of each kind may stop.

Started by ./run CLI failover.
"""

import sys

import proofs
from bundle import FOLDER
from proofs import equal
from rehearse import Rehearsal, main, say

# What the two edges have between them; in real life a program such as keepalived moves it.
SHARED = "10.77.0.5"

# For homes and accounts. A colon is missing: Java takes paths apart there.
ODD = "it's \"<a>\" & $HOME `id` \\ % # ; ! é"


def odd(design):
    """A design with such words wherever a machine takes them."""
    design["name"] = f"HA {ODD}"
    design["settings"] |= {"own_certificates": True, "front_address": SHARED}
    for number, host in enumerate(design["hosts"]):
        # As some have them; a name has no other signs.
        host["name"] = f"{host['id'].upper()}.Dc{number}.example.com"
    for number, instance in enumerate(design["instances"]):
        instance["name"] = f"{instance['id']} {ODD}"
        if instance["kind"] not in ("mysql", "svn", "nginx"):
            instance["home"] = f"/opt/wso2/{number} {ODD}"
    for role, database in design["databases"].items():
        database["name"] = f"{role}_$HOME-{role}"
        database["user"] = f"{role} {ODD}"


class Failover(Rehearsal):
    """The engineer at work, with two of everything."""

    # A finding asks for plainer accounts of the database server.
    edit, options = staticmethod(odd), ["--force"]

    def first_time(self):
        self.hold_address("edge-1")
        super().first_time()

    def hold_address(self, name):
        for host in self.hosts:
            held = f"{SHARED}/16" in host.sh("ip addr show dev eth0").must().text
            if held != (host.name == name):
                host.sh(f"ip addr {'del' if held else 'add'} {SHARED}/16 dev eth0").must()
        # Others had the old one's place.
        for host in (*self.hosts, self.engineer):
            host.sh("ip neigh flush all").must()

    def answering(self, kind, path, method):
        """Homes of the servers that answer for a kind's published name, trusted by the design's own authority."""
        name = kind.removesuffix("-worker")
        # The key manager's name is for those inside.
        machine = self.world[self.bundle.instances("gateway-manager")[0]["host"]]
        machine.sh("cat >/tmp/ca.crt", input=self.engineer.read(f"{FOLDER}/certificates/ca.crt")).must()
        return proofs.answering(machine, SHARED, f"https://{name}.{self.bundle.design['settings']['domain']}{path}",
                                "--cacert", "/tmp/ca.crt", "-X", method, "-d", "")

    def homes(self, kind):
        return {one["home"] for one in self.bundle.instances(kind)}

    def without_one(self, kind, path):
        """The server that answers stops, and the other one of its kind answers; then it comes back."""
        answered = self.answering(kind, path, "POST")
        one = next(one for one in self.bundle.instances(kind) if one["home"] in answered)
        self.on_server(one, "stop").must("stopped")
        equal(f"who answers without {one['id']}", self.answering(kind, path, "POST"), self.homes(kind) - {one["home"]})
        self.on_server(one).must("started")

    def whole(self):
        hidden = proofs.SecretsStayHidden()
        hidden.start()
        self.first_time()
        self.proved()
        say("proof: one of each kind may stop")
        for kind, path in (("gateway-worker", "/weather/1"), ("key-manager", "/services/"), ("publisher", "/publisher/"),
                           ("store", "/store/")):
            self.without_one(kind, path)
        say("proof: the other nginx serves the same")
        first = self.bundle.name_of("edge-1")
        self.at_desk(f"bash run.sh stop --host {first}").must(f"stop: done on {first}")
        self.hold_address("edge-2")
        proofs.fronts(self)
        self.hold_address("edge-1")
        self.at_desk(f"bash run.sh start --host {first}").must()
        self.verified()
        self.second_time()
        hidden.proof()
        self.taken_back()


if __name__ == "__main__":
    sys.exit(main(Failover, preset="high-availability"))
