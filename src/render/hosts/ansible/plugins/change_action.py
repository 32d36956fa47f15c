"""Has files of a host changed as apply.sh does: makes the list of changes from the bundle, their placeholders filled in.

files        files of the bundle (src) or what is in them (content), where they go (dest), with mode and the path whose
             owner they get (like)
products     all that belongs into product homes, as host_vars says it
hosts        a file with lines for /etc/hosts
stays, unit  what a rollback leaves to a person; a service that is about to be enabled
look         only whether all of it fits

It asks the module of the same name twice: what would change, with sums in place of contents, and then for just that; so
nothing is half done where something does not fit. No content comes back, and so none is in a diff.
"""

import base64
import glob
import hashlib
import importlib.util
import json
import os

from ansible.errors import AnsibleActionFail, AnsibleFilterError
from ansible.module_utils.parsing.convert_bool import boolean
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

_SPEC = importlib.util.spec_from_file_location(
    "apim_filters", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "filter_plugins", "apim.py")
)
_FILTERS = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_FILTERS)

SYSTEM_BACKUPS = "/var/backups/apim-designer"
PRODUCT_BACKUPS = "/.apim-designer-backup"
# What is larger goes as a file of its own.
LARGE = 100000


class ActionModule(ActionBase):
    _supports_check_mode = True

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        self._vars = task_vars or {}
        self._problems, self._contents = [], {}
        changes = self._changes(self._task.args)
        if self._problems:
            raise AnsibleActionFail("; ".join(self._problems))
        answer = self._ask(changes, look=True)
        if self._task.args.get("look"):
            return result
        wanted = [changes[number] for number in answer["wanted"]]
        if wanted and not self._task.check_mode:
            for change in wanted:
                self._bring(change)
            answer = self._ask(wanted, look=False)
        for line in answer["lines"]:
            Display().display("   %s: %s" % (self._vars["inventory_hostname"], line))
        result.update(changed=answer["changed"], done=answer["done"])
        result["ansible_facts"] = {"apim_run": [os.getppid(), answer["run"]]}
        return result

    def _ask(self, changes, look):
        # Changes of one playbook are one run in the journal; one that another process left behind is over.
        process, run = self._vars.get("ansible_facts", {}).get("apim_run") or [0, 0]
        asked = {
            "root": self._value("apim_root"),
            "run": run if process == os.getppid() else 0,
            "changes": base64.b64encode(json.dumps(changes).encode()).decode(),
            "look": look,
        }
        answer = self._execute_module(module_name="apim_change", module_args=asked, task_vars=self._vars)
        if answer.get("failed"):
            raise AnsibleActionFail(answer.get("msg") or "the module failed", result=answer)
        if answer["problems"]:
            raise AnsibleActionFail("; ".join(answer["problems"]))
        return answer

    def _value(self, name):
        return self._templar.template(self._vars.get(name))

    def _path(self, *parts):
        return os.path.join(self._value("apim_host_folder"), *parts)

    def _read(self, path, fill=False):
        try:
            with open(path, "rb") as file:
                data = file.read()
            return _FILTERS.fill(data, self._value("apim_secrets")) if fill else data
        except OSError as error:
            raise AnsibleActionFail("%s is missing in this folder; unpack the bundle again (%s)" % (path, error)) from error
        except AnsibleFilterError as error:
            raise AnsibleActionFail("%s: %s" % (path, error)) from error

    def _bring(self, change):
        data = self._contents.get(id(change))
        if data is None:
            return
        if len(data) < LARGE:
            change["content"] = base64.b64encode(data).decode()
            return
        # Ansible removes it with the task.
        if not self._connection._shell.tmpdir:
            self._make_tmp_path()
        change["brought"] = self._connection._shell.join_path(self._connection._shell.tmpdir, change["sum"])
        self._transfer_data(change["brought"], data)

    def _changes(self, args):
        changes, system = [], {"parent": SYSTEM_BACKUPS}
        if "hosts" in args:
            block = self._read(self._path(args["hosts"])).decode()
            changes.append(dict(system, kind="hosts_lines", path="/etc/hosts", block=block, folder=self._value("apim_folder")))
        for one in args.get("files", []):
            change = dict(system, kind="put", path=one["dest"], like=one.get("like", ""))
            data = one["content"].encode() if "content" in one else self._read(self._path(one["src"]), fill=True)
            changes.append(self._put(change, data, one["mode"]))
        for product in args.get("products", []):
            changes += self._product(product)
        for kind in ("stays", "unit"):
            if kind in args:
                changes.append({"kind": kind, "path": args[kind]})
        return changes

    def _product(self, product):
        """What its steps, which are those of apply.sh, come to."""
        home, bundle, written = product["home"], self._value("apim_bundle"), []
        common = {"name": product["name"], "home": home, "like": home, "parent": home + PRODUCT_BACKUPS}
        changes = [dict(product, kind="product", path=home, steps=None, any_version=boolean(self._value("apim_any_version")))]
        for step in product["steps"]:
            kind, inner = step["kind"], step.get("path", "")
            change = dict(common, **step)
            change["path"] = "%s/%s" % (home, inner)
            if kind == "jar":
                self._jar(change, sorted(glob.glob(os.path.join(glob.escape(bundle), "jars", step["pattern"]))))
            elif kind in ("in_place", "in_feature"):
                fragment = self._read(self._path(product["folder"], "in-place", inner), fill=True)
                change.update(stylesheet=self._read(self._path("in-place.xsl")).decode(), fragment=base64.b64encode(fragment).decode())
            elif kind == "product_file":
                self._put(change, self._read(self._path(product["folder"], inner), fill=True), "0640")
            elif kind == "store":
                made = "certificates/%s/%s" % (step["folder"], os.path.basename(inner))
                if not os.path.isfile(os.path.join(bundle, made)):
                    if "more" not in step:
                        self._problems.append("%s: there is no %s. Run certificates.sh first" % (product["name"], made))
                    continue
                self._put(change, self._read(os.path.join(bundle, made)), "0640")
            elif kind == "part":
                self._put(change, _FILTERS.of_product(step["inner"], os.path.join(bundle, "products", step["archive"])), "0640")
            elif kind == "product_rest":
                change["written"] = written
            if kind not in ("jar", "feature", "defined_once"):
                written.append(inner)
            changes.append(change)
        return changes

    def _jar(self, change, found):
        if found:
            change["path"] += "/" + os.path.basename(found[-1])
            self._put(change, self._read(found[-1]), "0644")
        else:
            change["missing"] = "%s: %s (%s) is missing. %s Put it into the folder jars of the bundle." % (
                change["name"], change["what"], change["pattern"], change["from"])

    def _put(self, change, data, mode):
        self._contents[id(change)] = data
        change.update(sum=hashlib.sha256(data).hexdigest(), mode=mode)
        return change
