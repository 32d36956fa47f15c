"""What the playbooks ask of Python: placeholders, scripts of the product, findings."""

import os
import re
import zipfile

from ansible.errors import AnsibleFilterError

PLACEHOLDER = re.compile(rb"@[{]([a-z]+):([a-z0-9.]+)[}]")


def _escaped(syntax, text, key):
    """The secret as the file's syntax wants it; the same as in lib.sh, byte for byte."""
    if syntax == b"xml":
        for sign, name in ((b"&", b"amp"), (b"<", b"lt"), (b">", b"gt"), (b'"', b"quot"), (b"'", b"apos")):
            text = text.replace(sign, b"&" + name + b";")
        # By number, whatever encoding the file declares.
        return text.decode("utf-8").encode("ascii", "xmlcharrefreplace")
    if syntax in (b"json", b"cnf"):
        return text.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    if syntax == b"sql":
        return text.replace(b"\\", b"\\\\").replace(b"'", b"''")
    if syntax == b"sh":
        return text.replace(b"'", b"'\\''")
    if syntax == b"svn":
        if b"%(" in text:
            raise AnsibleFilterError("the secret %s holds %%(, which Subversion cannot take; choose another" % key)
        return text
    if syntax == b"jetty":
        if b"," in text:
            raise AnsibleFilterError("the secret %s holds a comma, which ends a password for Jetty; choose another" % key)
        if re.match(rb"(OBF|MD5|CRYPT):", text):
            raise AnsibleFilterError("the secret %s begins like one that is encrypted; choose another" % key)
        return text.replace(b"\\", b"\\\\")
    raise AnsibleFilterError("a file asks for the escaping %s, which is not known" % syntax.decode())


def _key(match):
    return match.group(2).decode().upper().replace(".", "_")


def fill(text, secrets):
    """Bytes with each placeholder replaced by its secret."""

    def secret(match):
        key = _key(match)
        value = str((secrets or {}).get(key) or "").encode("utf-8")
        if not value:
            raise AnsibleFilterError("secrets.yml has no value for %s" % key)
        if re.search(rb"[\x00-\x1f\x7f]", value):
            raise AnsibleFilterError("the secret %s holds a control character; choose another" % key)
        if value.startswith(b" ") or value.endswith(b" "):
            raise AnsibleFilterError("the secret %s begins or ends with a blank; choose another" % key)
        return _escaped(match.group(1), value, key)

    return PLACEHOLDER.sub(secret, text)


def apim_fill(text, secrets):
    return fill(text.encode("utf-8"), secrets).decode("utf-8")


def apim_missing(folder, secrets):
    """Keys of secrets that the files of a folder ask for and nobody gave."""
    missing = set()
    for path, _, files in os.walk(folder):
        for name in files:
            # The scripts only speak of placeholders.
            if name.endswith(".sh") or name == "secrets.env":
                continue
            with open(os.path.join(path, name), "rb") as file:
                for match in PLACEHOLDER.finditer(file.read()):
                    if not (secrets or {}).get(_key(match)):
                        missing.add(_key(match))
    return sorted(missing)


def apim_sites(files):
    """Files of nginx with their places."""
    folder = "/etc/nginx/conf.d/"
    return [{"src": path, "dest": folder + os.path.basename(path), "mode": "0644"} for path in files]


def of_product(path, archive):
    """A file out of a product's zip."""
    try:
        with zipfile.ZipFile(archive) as product:
            return product.read(os.path.basename(archive)[: -len(".zip")] + "/" + path)
    except FileNotFoundError as error:
        raise AnsibleFilterError(
            "the product's %s is not here. Put %s into the folder products of the bundle" % (path, os.path.basename(archive))
        ) from error
    except (KeyError, zipfile.BadZipFile) as error:
        raise AnsibleFilterError("%s holds no %s: %s" % (archive, path, error)) from error


def apim_schema(path, folder, archive):
    """Text of one of the product's own database scripts: beside the host's folder, or out of the product's zip."""
    try:
        with open(os.path.join(folder, "mysql", path), "rb") as file:
            text = file.read()
    except FileNotFoundError:
        text = of_product(path, archive)
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("latin-1")


def apim_failed(registered, remedy):
    """What a step of verify.yml found wrong, in words; the item of each result says what was looked at."""
    failures = []
    for result in registered.get("results", []):
        item, found = result["item"], None
        if "address" in item:
            words = (result.get("stdout") or "unknown").split()
            if words[0] != item["address"]:
                found = "%s should be %s, it is %s" % (item["name"], item["address"], words[0])
        elif "url" in item:
            status = result.get("status", -1)
            good = {"page": status == 200, "front": status not in (502, 504), "login": status == 401}
            if status < 100 or not good.get(item["wanted"], True):
                found = "%s: %s answers %s" % (item["what"], item["url"], status)
        elif "tables" in item:
            count, _, charset = result.get("stdout", "").partition("\t")
            if result.get("skipped"):
                continue
            if result.get("rc") != 0:
                said = result.get("stderr") or result.get("msg")
                found = "login to %s at %s:%s: %s" % (item["name"], item["host"], item["port"], said)
            elif charset != item["charset"]:
                found = "%s has the character set %s; its keys fit only with %s" % (item["name"], charset, item["charset"])
            elif int(count) < item["tables"]:
                found = "%s holds %s tables, %d are needed" % (item["name"], count, item["tables"])
        elif "state" not in result:
            found = "%s: nobody answers at %s:%s" % (item["what"], item["host"], item["port"])
        if found:
            failures.append(found + ". " + remedy)
    return failures


class FilterModule:
    def filters(self):
        return {
            "apim_failed": apim_failed,
            "apim_fill": apim_fill,
            "apim_missing": apim_missing,
            "apim_schema": apim_schema,
            "apim_sites": apim_sites,
        }
