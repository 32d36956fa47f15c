"""The same way by Ansible: the playbooks over real ssh and sudo, the shell on top, which finds nothing to do, and back again.

Started by ./run CLI playbooks.
"""

import re
import sys

import broker
import proofs
from bundle import FOLDER, VOLATILE
from rehearse import Rehearsal, main, say
from world import changes

VAULT = "--vault-password-file /root/vault"
# Fetched by the hosts themselves: an archive of each form.
FETCHED = ["wso2bam-2.5.0.zip", "apache-activemq-5.6.0-bin.tar.gz"]


def whole(design):
    """With what two hosts lack: files edited where they stand, a broker, Subversion, nginx, certificates of one's own."""
    for kind, host in (("svn", "apim-1"), ("nginx", "apim-1"), ("identity-server", "apim-1"), ("bam", "apim-2")):
        design["instances"].append({"id": kind, "kind": kind, "host": host})
    broker.added(design)
    design["settings"]["own_certificates"] = True


class Playbooks(Rehearsal):
    """The engineer at work, with Ansible."""

    edit = staticmethod(whole)

    def ansible(self, *arguments):
        # Debian's, whatever other Python is first on the path.
        command = f"cd {FOLDER}/ansible && /usr/bin/ansible-playbook {' '.join(arguments)}"
        result = self.engineer.run("bash", "-c", command, timeout=900, home="/root")
        for secret in self.bundle.secrets.values():
            if secret in result.text:
                result.expect(False, "no password on the screen")
        return result

    def play(self, *arguments):
        """A playbook of the bundle; how much it changed, by host."""
        result = self.ansible(*arguments)
        if result.status:
            # What failed stands in the middle of the text.
            result.text = "\n".join(re.findall("^(?:fatal|failed|ERROR).*", result.text, re.M)) or result.text
        result.must()
        changed = {host: int(number) for host, number in re.findall(r"^(\S+) +: ok=\d+ +changed=(\d+)", result.text, re.M)}
        if not changed:
            result.expect(False, "a line for each host")
        return changed, result

    def digests(self):
        # Where Ansible keeps what it brings for a moment.
        return {host.name: host.digest(*VOLATILE, "home/ubuntu/.ansible", "root/.ansible") for host in self.hosts}

    def same(self, before, what, but):
        """As `unchanged`, but for one folder."""
        for name, after in self.digests().items():
            different = [one for one in changes(before[name], after) if not one.split(" ", 1)[1].startswith(but)]
            proofs.equal(f"what {what} changed on {name}", different, [])

    def prepared(self):
        secrets = self.bundle.secrets.items()
        lines = ["  {}: !unsafe '{}'\n".format(key, value.replace("'", "''")) for key, value in secrets]
        self.engineer.write(f"{FOLDER}/ansible/secrets.yml", "apim_secrets:\n" + "".join(lines), 0o600)
        self.engineer.write("/root/vault", "a word\n", 0o600)
        self.engineer.sh(f"cd {FOLDER}/ansible && /usr/bin/ansible-vault encrypt {VAULT} secrets.yml").must()
        self.engineer.sh(f"cd {FOLDER} && bash certificates.sh").must()
        archive, jars = f"{FOLDER}/products/{FETCHED[1]}", f"{FOLDER}/jars"
        self.engineer.sh(f"tar -xzf {archive} --strip-components=2 -C {jars} --wildcards '*/lib/activemq-core-*' '*/lib/geronimo-*'").must()
        self.engineer.sh(f"mkdir /root/web && cd {FOLDER}/products && mv {' '.join(FETCHED)} /root/web").must()
        self.engineer.sh("python3 -m http.server -d /root/web 8000 >/dev/null 2>&1 &").must()

    def first_time(self):
        self.prepared()
        fetch = f"-e apim_fetch=http://{self.engineer.address}:8000"
        before = self.digests()
        say("a check on empty machines")
        self.play("site.yml", "--check", fetch, VAULT)
        self.unchanged(before, "the check")
        say("install")
        self.play("install.yml", fetch)
        self.engineer.sh(f"mv /root/web/* {FOLDER}/products").must()
        self.installed = self.digests()
        say("apply, start and verify")
        self.play("site.yml", VAULT)

    def second_time(self):
        say("everything a second time: nothing changes")
        before = self.digests()
        changed, result = self.play("site.yml", VAULT)
        if any(changed.values()):
            result.expect(False, "no change the second time")
        self.unchanged(before, "the second run")

    def shell_on_top(self):
        say("the shell finds everything done")
        before = self.digests()
        self.everywhere("Copy")
        for result in self.everywhere("Apply").values():
            for word in ("written", "edited", "copied ", "made  ", "left to the checkout", "reloaded", "restarts"):
                if f"   {word}" in result.text:
                    result.expect(False, f"nothing '{word.strip()}' after the playbook")
        # Where copy.sh puts the bundle.
        self.same(before, "the shell", "home/ubuntu")
        self.verified()

    def nginx_refuses(self):
        """A file that nginx does not take goes, and the one from before serves on."""
        file = next(path for path in self.bundle.root.glob("hosts/apim-1/nginx/*.conf"))
        path = f"{FOLDER}/{file.relative_to(self.bundle.root)}"
        good, before = self.engineer.read(path), self.digests()
        self.engineer.write(path, good + "no such word;\n")
        self.ansible("apply.yml", "--limit apim-1", VAULT).must_fail("nginx refuses the files", "unknown directive", "back in place")
        self.engineer.write(path, good)
        self.same(before, "a file that nginx refuses", "var/backups")

    def changed_by_others(self):
        """Who wrote into a file after apply.yml is told, and nothing is taken back."""
        carbon = "/opt/wso2/identity-server/repository/conf/carbon.xml"
        machine = self.world["apim-1"]
        machine.sh(f"cp -p {carbon} /tmp/carbon.xml && echo '<!-- of a person -->' >>{carbon}").must()
        before = self.digests()
        self.ansible("rollback.yml", "--limit apim-1").must_fail(f"{carbon} was changed by somebody")
        self.unchanged(before, "a refused rollback")
        machine.sh(f"cp -p /tmp/carbon.xml {carbon}").must()

    def stopped(self):
        self.play("stop.yml")
        for host in self.hosts:
            host.sh("pgrep -a -f -- '-D(carbon|activemq)[.]home=|^nginx: [m]aster|[s]vnserve|[m]ariadbd'").must_fail()

    def taken_back(self):
        say("stop and roll back, one host by rollback.yml, one by rollback.sh: every byte is as before")
        self.stopped()
        changed, _ = self.play("rollback.yml", "--limit apim-1")
        proofs.equal("changes of rollback.yml", changed, {"apim-1": 1})
        self.on("apim-2", "If it must go back").must()
        self.same(self.installed, "the way there and back", "home/ubuntu")
        say("there is nothing more to take back")
        changed, _ = self.play("rollback.yml")
        proofs.equal("changes of a second rollback", sum(changed.values()), 0)

    def whole(self):
        hidden = proofs.SecretsStayHidden()
        hidden.start()
        self.first_time()
        self.second_time()
        self.shell_on_top()
        for proof in (self.nginx_refuses, self.changed_by_others):
            say(proof.__doc__)
            proof()
        hidden.proof()
        self.taken_back()


if __name__ == "__main__":
    sys.exit(main(Playbooks, preset="two-hosts"))
