"""Stands in for the Java machine that a product runs on.

Installed as bin/java of a JDK 7, it is started by the product's own start script. It opens exactly the ports that the files
in the product's home say, reads them with a parser of its own, and does what others count on: TLS where there must be TLS,
the login page, the log, the file with the process number, the synchronizer's checkouts and commits.
"""

import base64
import hashlib
import http.server
import json
import os
import signal
import socket
import socketserver
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
import uuid
import xml.etree.ElementTree as ET
from pathlib import Path

JDK = Path(__file__).resolve().parent.parent


def tree(path):
    """A file's elements without their namespaces; None where there is no such file."""
    if not path.is_file():
        return None
    root = ET.parse(path).getroot()
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rsplit("}", 1)[-1]
    return root


def number(root, path, otherwise=None):
    text = root.findtext(path) if root is not None else None
    return int(text) if text and text.strip().isdigit() else otherwise


def yes(text):
    return (text or "").strip().lower() == "true"


def ports(home):
    """Every port that the files say: (port, key store and password if it is https, is it http, what for)."""
    conf = home / "repository/conf"
    carbon = tree(conf / "carbon.xml")
    offset = number(carbon, "Ports/Offset", 0)
    for path in ("Ports/JMX/RMIRegistryPort", "Ports/JMX/RMIServerPort", "Ports/ThriftEntitlementReceivePort"):
        found = number(carbon, path)
        if found:
            yield found + offset, None, False, path
    catalina = tree(conf / "tomcat/catalina-server.xml")
    if catalina is not None:
        for connector in catalina.iter("Connector"):
            secure = yes(connector.get("SSLEnabled")) or connector.get("scheme") == "https"
            store = (connector.get("keystoreFile"), connector.get("keystorePass"))
            yield int(connector.get("port")) + offset, store if secure else None, True, "servlet"
    axis2 = tree(conf / "axis2/axis2.xml")
    if axis2 is not None:
        for receiver in axis2.iter("transportReceiver"):
            kind = receiver.get("class", "")
            if ".passthru." in kind:
                port = int(receiver.findtext("parameter[@name='port']"))
                store = [receiver.findtext(f"parameter[@name='keystore']/KeyStore/{name}") for name in ("Location", "KeyPassword")]
                yield port + offset, store if "SSL" in kind else None, True, "pass-through"
        clustering = axis2.find("clustering")
        if clustering is not None and yes(clustering.get("enable")):
            # Absolute, whatever the offset.
            yield int(clustering.findtext("parameter[@name='localMemberPort']")), None, False, "cluster"
    manager = tree(conf / "api-manager.xml")
    if manager is not None:
        for section in ("APIKeyValidator", "APIKeyManager"):
            if yes(manager.findtext(f"{section}/EnableThriftServer")):
                yield number(manager, f"{section}/ThriftServerPort"), None, False, "key validation"
    bridge = tree(conf / "data-bridge/data-bridge-config.xml")
    if bridge is not None:
        for element in ("port", "securePort"):
            yield number(bridge, f"thriftDataReceiver/{element}") + offset, None, False, "events"
    ldap = tree(conf / "embedded-ldap.xml")
    if ldap is not None and yes(ldap.findtext("EmbeddedLDAP/Property[@name='enable']")):
        yield number(carbon, "Ports/EmbeddedLDAP/LDAPServerPort") + offset, None, False, "LDAP"


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        """A port check goes away without a word; that is no error."""


class Silent(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.settimeout(2)
        try:
            self.request.recv(1)
        except OSError:
            pass


class Pages(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5
    home, purpose = None, ""

    def setup(self):
        # In the connection's own thread: a peer that says nothing holds up no other.
        if self.server.tls:
            self.request.settimeout(5)
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        super().setup()

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        servlet = self.server.purpose == "servlet"
        known = not servlet or self.path.split("?")[0] in ("/", "/carbon/admin/login.jsp") or self.path.startswith(
            ("/services/", "/publisher", "/store", "/admin-dashboard", "/oauth2", "/samlsso", "/rehearsal"))
        body = json.dumps({"home": str(self.server.home), "port": self.server.server_address[1], "path": self.path,
                           "method": self.command, "headers": dict(self.headers.items())}).encode()
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_POST = do_HEAD = do_PUT = do_DELETE = answer

    def log_message(self, *_):
        pass


def private_key(store, password):
    """Key and certificates of a JKS file, as PEM. Sun's own key protection: a stream of SHA-1 over password and salt."""
    at = 0

    def take(format):
        nonlocal at
        values = struct.unpack_from(">" + format, store, at)
        at += struct.calcsize(">" + format)
        return values if len(values) > 1 else values[0]

    def block(format):
        nonlocal at
        length = take(format)
        at += length
        return store[at - length:at]

    def pem(name, der):
        return f"-----BEGIN {name}-----\n{base64.encodebytes(der).decode()}-----END {name}-----\n"

    signature, _, entries = take("III")
    if signature != 0xFEEDFEED:
        raise ValueError("no JKS file")
    for _ in range(entries):
        tag = take("I")
        block("H"), take("Q")
        if tag == 1:
            # The protected bytes are the last thing in the structure that names their protection: salt, key, digest.
            sealed = block("I")
            octets = sealed[sealed.index(b"\x2b\x06\x01\x04\x01\x2a\x02\x11\x01\x01") + 12:]
            length = octets[1] & 0x7F if octets[1] & 0x80 else 0
            octets = octets[2 + length:]
            salt, body, digest = octets[:20], octets[20:-20], octets[-20:]
            word, stream, last = password.encode("utf-16-be"), b"", salt
            while len(stream) < len(body):
                last = hashlib.sha1(word + last).digest()
                stream += last
            key = bytes(a ^ b for a, b in zip(body, stream))
            if hashlib.sha1(word + key).digest() != digest:
                raise ValueError("the password does not open the key")
            chain = [(block("H"), block("I"))[1] for _ in range(take("I"))]
            return pem("PRIVATE KEY", key) + "".join(pem("CERTIFICATE", one) for one in chain)
        block("H"), block("I")
    raise ValueError("no key in the store")


def context(home, store):
    """TLS with the key that a file names; where a made-up product has no such file, with one that nobody trusts."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    path = home / (store[0] or "").replace("${carbon.home}/", "")
    if not path.is_file():
        tls.load_cert_chain(JDK / "tls.pem")
        return tls
    with tempfile.NamedTemporaryFile("w") as pem:
        pem.write(private_key(path.read_bytes(), store[1]))
        pem.flush()
        tls.load_cert_chain(pem.name)
    return tls


def listen(home):
    for port, store, pages, purpose in ports(home):
        server = Server(("0.0.0.0", port), Pages if pages else Silent)
        server.tls, server.purpose, server.home = store and context(home, store), purpose, home
        threading.Thread(target=server.serve_forever, daemon=True).start()
        log(home, f"listens on {port} for {purpose}")


def log(home, text):
    folder = home / "repository/logs"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "wso2carbon.log", "a", encoding="utf-8") as out:
        out.write(f"[{time.strftime('%Y-%m-%d %H:%M:%S')}]  INFO - {text}\n")


class Cluster(threading.Thread):
    """What Hazelcast and Carbon say in the log of the members that answer; of those there at the start, Hazelcast alone."""

    def __init__(self, home):
        super().__init__(daemon=True)
        self.home, self.own, self.others = home, None, []
        axis2 = tree(home / "repository/conf/axis2/axis2.xml")
        clustering = axis2.find("clustering") if axis2 is not None else None
        if clustering is not None and yes(clustering.get("enable")):
            own = [clustering.findtext(f"parameter[@name='localMember{what}']") for what in ("Host", "Port")]
            self.own = (own[0].strip(), int(own[1]))
            members = [(one.findtext("hostName").strip(), int(one.findtext("port"))) for one in clustering.iter("member")]
            self.others = [one for one in dict.fromkeys(members) if one != self.own]

    def answers(self, member):
        try:
            with socket.create_connection(member, timeout=2):
                return True
        except OSError:
            return False

    def run(self):
        there = None
        while True:
            now = {one for one in self.others if self.answers(one)}
            if now != there:
                lines = "".join(f"\tMember [{host}]:{port}\n" for host, port in sorted(now))
                log(self.home, f"[{self.own[0]}]:{self.own[1]} [domain] [3.2.3]\n\nMembers [{len(now) + 1}] {{\n{lines}"
                    f"\tMember [{self.own[0]}]:{self.own[1]} this\n}}\n")
                for word, members in () if there is None else (("joined", now - there), ("left", there - now)):
                    for host, port in sorted(members):
                        log(self.home, f"Member {word} [{uuid.uuid4()}]: /{host}:{port}")
                there = now
            time.sleep(0.5)


class Synchronizer(threading.Thread):
    """What carries the gateway's artifacts from the manager to the workers, by the product's own library in a real Java."""

    def __init__(self, home):
        super().__init__(daemon=True)
        self.home = home
        self.folder = home / "repository/deployment/server"
        settings = tree(home / "repository/conf/carbon.xml").find("DeploymentSynchronizer")
        self.enabled = settings is not None and yes(settings.findtext("Enabled"))
        if self.enabled:
            self.commits = yes(settings.findtext("AutoCommit"))
            url = settings.findtext("SvnUrl") + ("/-1234" if yes(settings.findtext("SvnUrlAppendTenantId")) else "")
            self.account = f"{url}\n{settings.findtext('SvnUser')}\n{settings.findtext('SvnPassword')}\n"

    def svn(self, word):
        """One command to SVNKit; whether it worked."""
        self.library.stdin.write(f"{word} {self.folder}\n")
        self.library.stdin.flush()
        said = self.library.stdout.readline()
        if not said.startswith("ok "):
            log(self.home, f"synchronizer: {word}: {said.strip()}")
        return said.startswith("ok ")

    def run(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.library = subprocess.Popen(
            ["/usr/bin/java", "-Xmx64m", "-cp", "/usr/local/lib/rehearsal:/usr/share/java/svnkit.jar", "Svn"], encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"})
        self.library.stdin.write(self.account)
        while not self.first():
            time.sleep(2)
        log(self.home, "synchronizer: synchronized")
        while not self.commits:
            time.sleep(1)
            self.svn("update")

    def first(self):
        """The manager commits what it has; a worker waits for that."""
        if not (self.folder / ".svn").exists():
            if self.commits:
                self.svn("mkdir")
            if not self.svn("checkout"):
                return False
        if self.commits:
            return self.svn("commit")
        return self.svn("update") and (self.folder / "synapse-configs").exists()


def main(words):
    if "-version" in words:
        print('java version "1.7.0_80"', file=sys.stderr)
        return
    if "-jar" in words:
        # ActiveMQ is the real one.
        os.execv("/usr/bin/java", ["java", *words])
    home = Path(next(word for word in words if word.startswith("-Dcarbon.home=")).split("=", 1)[1])
    # Not by a handler: Python runs those in its main thread alone, which waits below, and a signal that another thread gets
    # does not wake it. A server that then does not stop would be this stand-in's fault, not the bundle's.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    (home / "wso2carbon.pid").write_text(str(os.getpid()))
    log(home, "Starting WSO2 Carbon...")
    try:
        listen(home)
        cluster = Cluster(home)
        if cluster.own:
            cluster.start()
        synchronizer = Synchronizer(home)
        if synchronizer.enabled:
            synchronizer.start()
    except Exception as error:
        log(home, f"does not start: {error}")
        raise
    log(home, "WSO2 Carbon started in 1 sec")
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1:])
