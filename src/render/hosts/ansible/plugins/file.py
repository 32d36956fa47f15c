"""Puts one file of the bundle in place with Ansible's own modules: its placeholders filled in, what it replaces kept.

A filter and `copy: content=` would not do: a text that begins like a list or a dictionary is not left as it is there.
"""

import hashlib
import importlib.util
import os
import tempfile

from ansible import constants as C
from ansible.errors import AnsibleError
from ansible.plugins.action import ActionBase

_SPEC = importlib.util.spec_from_file_location(
    "apim_filters", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "filter_plugins", "apim.py")
)
_FILTERS = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_FILTERS)


class ActionModule(ActionBase):
    TRANSFERS_FILES = True

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        task_vars = task_vars or {}
        args = dict(self._task.args)
        source, dest, kept = args.pop("src"), args["dest"], args.pop("keep", None)
        try:
            with open(source, "rb") as file:
                text = file.read()
        except OSError as error:
            raise AnsibleError("%s is missing in this folder; unpack the bundle again (%s)" % (source, error)) from error
        if args.pop("fill", True):
            text = _FILTERS.fill(text, self._templar.template(task_vars.get("apim_secrets")))

        there = self._execute_remote_stat(dest, all_vars=task_vars, follow=False, checksum=True)
        if there.get("isdir"):
            raise AnsibleError("%s is a folder; a file must stand there" % dest)
        # The link would be replaced, and what it leads to forgotten.
        if there.get("islnk"):
            raise AnsibleError("%s is a link; put the file itself there" % dest)
        changes = not there["exists"] or there.get("checksum") != hashlib.sha1(text).hexdigest()
        if changes and there["exists"] and kept and not self._task.check_mode:
            self._module("file", {"path": os.path.dirname(kept), "state": "directory", "mode": "0700"}, task_vars)
            self._module("command", {"argv": ["cp", "-p", "--", dest, kept]}, task_vars)
        folder = os.path.dirname(dest)
        if not self._execute_remote_stat(folder, all_vars=task_vars, follow=True)["exists"]:
            if self._task.check_mode:
                result.update(changed=True, dest=dest)
                return result
            wanted = {name: args[name] for name in ("owner", "group") if name in args}
            self._module("file", dict(wanted, path=folder, state="directory"), task_vars)

        handle, local = tempfile.mkstemp(dir=C.DEFAULT_LOCAL_TMP)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text)
            task = self._task.copy()
            task.args = dict(args, src=local)
            copy = self._shared_loader_obj.action_loader.get(
                "ansible.legacy.copy",
                task=task,
                connection=self._connection,
                play_context=self._play_context,
                loader=self._loader,
                templar=self._templar,
                shared_loader_obj=self._shared_loader_obj,
            )
            result.update(copy.run(task_vars=task_vars))
        finally:
            os.remove(local)
        # It could hold a password.
        result.pop("diff", None)
        return result

    def _module(self, name, args, task_vars):
        done = self._execute_module(module_name="ansible.legacy." + name, module_args=args, task_vars=task_vars)
        if done.get("failed"):
            raise AnsibleError(done.get("msg") or done.get("stderr") or name)
