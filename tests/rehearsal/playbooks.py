"""The same way by Ansible: the playbooks over real ssh and sudo, then the shell on top, which finds nothing to do.

Started by ./run CLI playbooks.
"""

import re
import sys

import proofs
from bundle import FOLDER, VOLATILE
from rehearse import Rehearsal, main, say

VAULT = "--vault-password-file /root/vault"


class Playbooks(Rehearsal):
    """The engineer at work, with Ansible."""

    edit = None

    def play(self, *arguments):
        """A playbook of the bundle; how much it changed, by host."""
        # Debian's, whatever other Python is first on the path.
        command = f"cd {FOLDER}/ansible && /usr/bin/ansible-playbook {' '.join(arguments)}"
        result = self.engineer.run("bash", "-c", command, timeout=600, home="/root")
        if result.status:
            # What failed stands in the middle of the text.
            result.text = "\n".join(re.findall("^(?:fatal|failed|ERROR).*", result.text, re.M)) or result.text
        result.must()
        for secret in self.bundle.secrets.values():
            if secret in result.text:
                result.expect(False, "no password on the screen")
        changed = {host: int(number) for host, number in re.findall(r"^(\S+) +: ok=\d+ +changed=(\d+)", result.text, re.M)}
        if set(changed) != {host.name for host in self.hosts}:
            result.expect(False, "a line for each host")
        return changed, result

    def digests(self):
        # Where Ansible keeps what it brings for a moment.
        return {host.name: host.digest(*VOLATILE, "home/ubuntu/.ansible", "root/.ansible") for host in self.hosts}

    def first_time(self):
        secrets = self.bundle.secrets.items()
        lines = ["  {}: !unsafe '{}'\n".format(key, value.replace("'", "''")) for key, value in secrets]
        self.engineer.write(f"{FOLDER}/ansible/secrets.yml", "apim_secrets:\n" + "".join(lines), 0o600)
        self.engineer.write("/root/vault", "a word\n", 0o600)
        self.engineer.sh(f"cd {FOLDER}/ansible && /usr/bin/ansible-vault encrypt {VAULT} secrets.yml").must()
        before = self.digests()
        say("a check on empty machines")
        self.play("site.yml", "--check", VAULT)
        self.unchanged(before, "the check")
        say("install")
        self.play("install.yml")
        say("apply")
        self.play("apply.yml", VAULT)
        say("start")
        self.play("start.yml")
        say("verify")
        self.play("verify.yml", VAULT)

    def second_time(self):
        say("everything a second time: nothing changes")
        before = self.digests()
        changed, result = self.play("site.yml", VAULT)
        if any(changed.values()):
            result.expect(False, "no change the second time")
        self.unchanged(before, "the second run")

    def shell_on_top(self):
        say("the shell finds everything done")
        self.everywhere("Copy")
        for result in self.everywhere("Apply").values():
            for word in ("written", "edited", "copied ", "made  ", "left to the checkout", "reloaded", "restarts"):
                if f"   {word}" in result.text:
                    result.expect(False, f"nothing '{word.strip()}' after the playbook")
        self.verified()

    def whole(self):
        hidden = proofs.SecretsStayHidden()
        hidden.start()
        self.first_time()
        self.second_time()
        hidden.proof()
        self.shell_on_top()


if __name__ == "__main__":
    sys.exit(main(Playbooks, preset="two-hosts"))
