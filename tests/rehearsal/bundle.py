"""The bundle as the engineer has it: made by the command line, with products, jars and passwords beside it."""

import json
import random
import re
import resource
import shlex
import shutil
import zipfile
from pathlib import Path

import broker
from world import Failure, run

PROJECT = Path(__file__).resolve().parent.parent.parent
STOCK = PROJECT.parent / "shared/stock"
JARS = Path("/usr/share/java")
FOLDER = "/root/bundle"
CLASSES = "/usr/local/lib/rehearsal"

# One of each sign that some syntax on the way takes for its own.
HOSTILE = "&<>\"'$`\\%#;! é"

# A name for a key file that a shell would take apart.
KEY = "~/keys/engineer's key.pem"

# What moves on a machine that runs, or belongs to the rehearsal itself.
VOLATILE = [
    "var/lib/mysql", "var/log", "var/cache", "var/lib/nginx", "var/lib/systemd", "var/lib/sudo", "run", "tmp", "var/tmp",
    "*/repository/logs", "*/wso2carbon.pid", "*/.svn", "home/ubuntu/.cache", "root/.cache", "srv/svn", "opt/wso2/*/tmp",
    "opt/wso2/*/data",
]


class Bundle:
    """A generated bundle, its design and its steps."""

    def __init__(self, cli, preset, folder, edit=None, options=()):
        self.folder = folder
        self.design = json.loads(run([cli, "new", "--preset", preset]).must().text)
        for number, host in enumerate(self.design["hosts"]):
            host["address"] = f"10.77.1.{number + 10}"
            host["ssh_user"], host["ssh_key"] = "ubuntu", KEY
        for instance in self.design["instances"]:
            if instance["kind"] == "mysql":
                instance["server"] = "mariadb"
        if edit:
            edit(self.design)
        (folder / "design.json").write_text(json.dumps(self.design), encoding="utf-8")
        run([cli, "generate", folder / "design.json", "-o", folder / "bundle", *options]).must()
        self.root = folder / "bundle"
        self.manifest = json.loads((self.root / "manifest.json").read_text(encoding="utf-8"))
        self.readme = (self.root / "README.md").read_text(encoding="utf-8")
        self.addresses = {host["id"]: host["address"] for host in self.design["hosts"]}
        self.secrets = {}
        for line in self.readme.splitlines():
            key = re.match(r"\| `([A-Z_0-9]+)` \|", line)
            if key:
                self.secrets[key[1]] = f"{len(self.secrets)}{HOSTILE}{len(self.secrets)}"

    def instances(self, *kinds):
        return [one for one in self.manifest["instances"] if one["kind"] in kinds]

    def name_of(self, host):
        """A host as the scripts know it: its folder."""
        return next(one["dir"].rsplit("/", 1)[1] for one in self.manifest["hosts"] if one["id"] == host)

    def products(self):
        """The servers that are of one family."""
        return [one for one in self.manifest["instances"] if one["home"] and one["kind"] != "activemq"]

    def steps(self, title):
        """The commands under a heading of the bundle's README."""
        section = re.search(rf"^## (?:\d+\. )?{title}$(.*?)^## ", self.readme, re.M | re.S)
        if not section:
            raise Failure(f"README.md has no section {title}")
        blocks = re.findall(r"^```sh\n(.*?)^```$", section[1], re.M | re.S)
        return [line for block in blocks for line in block.splitlines() if line]

    def add_downloads(self):
        """Fills the folders products and jars with what the README asks for."""
        for name in sorted(set(re.findall(r"^product (\S+)$", self.script("copy.sh"), re.M))):
            if name.startswith("apache-activemq-"):
                broker.archive(self.root / "products" / name)
            else:
                self.archive(name)
        self.jdk()
        for pattern in sorted(set(re.findall(r"^jar (.+)$", self.script("copy.sh"), re.M))):
            pattern, *archive = shlex.split(pattern)
            # copy.sh takes it out of that.
            if archive:
                continue
            real = {"mysql": "mariadb-java-client.jar", "svnkit": "svnkit.jar", "trilead": "trilead-ssh2.jar"}
            source = next((jar for start, jar in real.items() if pattern.startswith(start)), None)
            if not source:
                raise Failure(f"no jar of this machine stands for {pattern}")
            target = self.root / "jars" / pattern.replace("*", "36")
            target.parent.mkdir(exist_ok=True)
            shutil.copy(JARS / source, target)

    def script(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def archive(self, name):
        """A product's archive, from the stock files where they are, else with no more than the scripts ask for."""
        product, version = re.fullmatch(r"(wso2\w+)-(.+)\.zip", name).groups()
        stock = STOCK / f"wso2am-{self.design['version']}"
        target = self.root / "products" / name
        target.parent.mkdir(exist_ok=True)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            top = name.removesuffix(".zip")
            titles = {"wso2am": "WSO2 API Manager", "wso2is": "WSO2 Identity Server", "wso2bam": "WSO2 Business Activity Monitor"}
            archive.writestr(f"{top}/bin/version.txt", f"{titles[product]}-{version}\n")
            for folder in ("components/lib", "components/dropins", "logs", "deployment/server"):
                archive.writestr(f"{top}/repository/{folder}/", "")
            archive.writestr(f"{top}/tmp/", "")
            # Of some size, so that a copy can be cut in its middle.
            archive.writestr(f"{top}/repository/components/plugins/filler.jar", random.Random(product).randbytes(2_000_000))
            files = {path.relative_to(stock): path for path in stock.rglob("*") if path.is_file()}
            if product != "wso2am":
                files = {inner: path for inner, path in files.items() if str(inner) in SHARED_FILES}
            for inner, path in sorted(files.items()):
                archive.write(path, f"{top}/{inner}")
            for inner, text in self.made_up(product, version).items():
                if Path(inner) not in files:
                    archive.writestr(f"{top}/{inner}", text)
            if (self.root / "certificates.sh").exists():
                for path in shipped_stores(self.folder).iterdir():
                    archive.write(path, f"{top}/repository/resources/security/{path.name}")

    def jdk(self):
        """The archive of a JDK 7, in which a program of ours stands in for Java."""
        top = self.folder / "jdk1.7.0_80"
        (top / "bin").mkdir(parents=True)
        listener = (Path(__file__).parent / "listener.py").read_text(encoding="utf-8")
        (top / "bin/java").write_text(f"#!/usr/bin/env python3\n{listener}", encoding="utf-8")
        (top / "bin/java").chmod(0o755)
        (top / "tls.pem").write_text(certificate(self.folder), encoding="utf-8")
        (top / "tls.pem").chmod(0o644)
        run(["tar", "-czf", self.root / "products/jdk-7u80-linux-x64.tar.gz", "-C", self.folder, top.name]).must()

    def made_up(self, product, version):
        """Files that no stock folder has."""
        out = {"bin/wso2server.sh": START_SCRIPT, "repository/conf/carbon.xml": CARBON}
        if product != "wso2am":
            out |= {f"repository/conf/{path}": text for path, text in EDITED.items()}
        if product == "wso2am":
            for line in re.findall(r"^ *database_schema (.+)$", "".join(
                    self.script(f"{host['dir']}/apply.sh") for host in self.manifest["hosts"]), re.M):
                _, tables, mark, *scripts = shlex.split(line)
                if len(scripts) == 1:
                    out[scripts[0]] = f"CREATE TABLE {mark} (ID INTEGER);\n" + "".join(
                        f"CREATE TABLE T{n} (ID INTEGER);\n" for n in range(1, int(tables)))
        if product == "wso2is":
            out["repository/conf/embedded-ldap.xml"] = LDAP
            out["repository/conf/security/sso-idp-config.xml"] = PROVIDERS
        if product == "wso2am":
            out["statistics/API_Manager_Analytics.tbox"] = "a toolbox\n"
        if product == "wso2bam":
            out["repository/conf/datasources/bam-datasources.xml"] = CASSANDRA
            out["repository/conf/data-bridge/data-bridge-config.xml"] = DATA_BRIDGE
        return out

    def prepare_engineer(self, engineer):
        """The engineer's own machine: the bundle, the passwords, the key."""
        (self.root / "secrets.env").write_text(
            "".join(f"{key}={value}\n" for key, value in self.secrets.items()), encoding="utf-8")
        (self.root / "secrets.env").chmod(0o600)
        shutil.copytree(self.root, engineer.path(FOLDER))
        shutil.copytree(classes(self.folder), engineer.path(CLASSES))
        key = shlex.quote(KEY.replace("~", "/root"))
        engineer.sh(f"mkdir -p /root/keys /root/.ssh && ssh-keygen -q -t ed25519 -N '' -f {key} && chmod 600 {key}").must()

    def prepare_host(self, host, engineer):
        """A machine as a provider hands it over: an account with sudo, the key, sshd; then what install.sh would bring."""
        public = engineer.read(KEY.replace("~", "/root") + ".pub")
        host.sh("id ubuntu >/dev/null 2>&1 || useradd --create-home --home-dir /home/ubuntu --shell /bin/bash ubuntu\n"
                "mkdir -p /home/ubuntu/.ssh && chown -R ubuntu: /home/ubuntu\n"
                "rm -f /etc/ssh/ssh_host_*_key* && ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key").must()
        host.write("/home/ubuntu/.ssh/authorized_keys", public)
        host.sh("chown -R ubuntu: /home/ubuntu/.ssh && chmod 700 /home/ubuntu/.ssh && chmod 600 /home/ubuntu/.ssh/*").must()
        host.write("/etc/sudoers.d/rehearsal", "ubuntu ALL=(ALL) NOPASSWD: ALL\n", 0o440)
        host.write("/etc/ssh/sshd_config", "HostKey /etc/ssh/ssh_host_ed25519_key\nPasswordAuthentication no\n"
                   "KbdInteractiveAuthentication no\nPermitRootLogin no\nUsePAM yes\nSubsystem sftp internal-sftp\n")
        # As an account has it that nobody gave more; the machine below may be more generous.
        host.sh("ulimit -Sn 1024 && /usr/sbin/sshd").must()
        shutil.copytree(classes(self.folder), host.path(CLASSES))
        key = host.read("/etc/ssh/ssh_host_ed25519_key.pub").split()
        known = engineer.path("/root/.ssh/known_hosts")
        with open(known, "a", encoding="utf-8") as out:
            out.write(f"{host.address} {key[0]} {key[1]}\n")
        kinds = {one["kind"] for one in self.manifest["instances"] if one["host"] == host.name}
        if "mysql" in kinds:
            # The unit of Debian's MariaDB raises this limit; a machine without systemd does it so.
            most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
            files = 32768 if most == resource.RLIM_INFINITY else min(most, 32768)
            host.write("/etc/security/limits.d/rehearsal.conf", f"root - nofile {files}\n")
            host.sh("mkdir -p /var/log/mysql && chown mysql: /var/lib/mysql /var/log/mysql &&"
                    "mariadb-install-db --user=mysql --skip-test-db --auth-root-authentication-method=socket &&"
                    "service mariadb start").must()
        if "svn" in kinds:
            host.write("/etc/init.d/apim-designer-svn", SVN_SERVICE, 0o755)


def certificate(folder):
    """A key and certificate for the listeners, made once."""
    pem = folder / "tls.pem"
    if not pem.exists():
        run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=listener", "-days", "3",
             "-keyout", folder / "key.pem", "-out", folder / "crt.pem"]).must()
        pem.write_text((folder / "key.pem").read_text() + (folder / "crt.pem").read_text())
    return pem.read_text()


def shipped_stores(folder):
    """Key store and trust store as every product brings them, made once."""
    out = folder / "stores"
    if not out.exists():
        out.mkdir()
        common = ["-storetype", "JKS", "-storepass", "wso2carbon", "-noprompt"]
        key, trust = out / "wso2carbon.jks", out / "client-truststore.jks"
        run(["keytool", "-genkeypair", "-keystore", key, "-alias", "wso2carbon", "-keypass", "wso2carbon", "-keyalg", "RSA",
             "-dname", "CN=localhost", *common]).must()
        shutil.copy(key, trust)
    return out


def classes(folder):
    """The Java sources, compiled once."""
    out = folder / "classes"
    if not out.exists():
        libraries = f"{JARS}/svnkit.jar:{JARS}/geronimo-jms_1.1_spec.jar"
        run(["javac", "-d", out, "-cp", libraries, *sorted((Path(__file__).parent / "java").glob("*.java"))]).must()
    return out


# Of the API Manager's stock files, those that are much the same in its sisters of the same kernel.
SHARED_FILES = {
    "bin/wso2server.sh", "repository/conf/carbon.xml", "repository/conf/user-mgt.xml", "repository/conf/identity.xml",
    "repository/conf/datasources/master-datasources.xml", "repository/conf/tomcat/catalina-server.xml",
}

START_SCRIPT = """#!/bin/sh
cd "$(dirname "$0")/.." && exec "$JAVA_HOME/bin/java" -Dcarbon.home="$(pwd)" org.wso2.carbon.bootstrap.Bootstrap "$@"
"""

CARBON = """<?xml version="1.0" encoding="UTF-8"?>
<Server xmlns="http://wso2.org/projects/carbon/carbon.xml">
    <Ports>
        <Offset>0</Offset>
    </Ports>
</Server>
"""

LDAP = """<?xml version="1.0" encoding="UTF-8"?>
<EmbeddedLDAPConfig>
    <EmbeddedLDAP>
        <Property name="enable">true</Property>
        <Property name="port">${Ports.EmbeddedLDAP.LDAPServerPort}</Property>
    </EmbeddedLDAP>
</EmbeddedLDAPConfig>
"""

# Files that are edited where they stand, with no more than where the edits go.
EDITED = {
    "datasources/master-datasources.xml": "<datasources-configuration><datasources/></datasources-configuration>\n",
    "user-mgt.xml": """<UserManager><Realm>
    <Configuration>
        <AdminUser><UserName>admin</UserName><Password>admin</Password></AdminUser>
        <Property name="dataSource">jdbc/WSO2CarbonDB</Property>
    </Configuration>
    <UserStoreManager class="org.wso2.carbon.user.core.ldap.ReadWriteLDAPUserStoreManager"/>
</Realm></UserManager>
""",
    "identity.xml": """<Server xmlns="http://wso2.org/projects/carbon/carbon.xml"><SSOService>
    <IdentityProviderURL>https://localhost:9443/samlsso</IdentityProviderURL>
</SSOService></Server>
""",
    "tomcat/catalina-server.xml": """<Server><Service>
    <Connector port="9763" redirectPort="9443"/>
    <Connector port="9443" SSLEnabled="true"/>
</Service></Server>
""",
}

# The four that stand in BAM's own file, with no more than where the edits go.
CASSANDRA = "<datasources-configuration><datasources>\n" + "".join(
    f"""<datasource>
    <name>WSO2BAM_{name}</name>
    <definition type="CASSANDRA"><configuration>
        <port>9160</port><username>admin</username><password>admin</password>
    </configuration></definition>
</datasource>
""" for name in ("CASSANDRA_EVENT_INDEX_SOURCE", "CASSANDRA_DATASOURCE", "UTIL_DATASOURCE", "HIVE_INCREMENTAL_DATASOURCE")
) + "</datasources></datasources-configuration>\n"

PROVIDERS = "<SSOIdentityProviderConfig><ServiceProviders/></SSOIdentityProviderConfig>\n"

DATA_BRIDGE = """<?xml version="1.0" encoding="UTF-8"?>
<dataBridgeConfiguration xmlns="http://wso2.org/carbon/databridge">
    <thriftDataReceiver>
        <port>7611</port>
        <securePort>7711</securePort>
    </thriftDataReceiver>
</dataBridgeConfiguration>
"""

# What a machine without systemd needs for the unit that apply.sh writes: it runs the unit's own command.
SVN_SERVICE = """#!/bin/sh
unit=/etc/systemd/system/apim-designer-svn.service
command=$(sed -n 's/^ExecStart=//p' $unit | sed 's/ --foreground / /')
user=$(sed -n 's/^User=//p' $unit)
case $1 in
  start) [ -s $unit ] || exit 1; pgrep -x svnserve >/dev/null || su -s /bin/sh -c "umask 0027; exec $command" "$user" ;;
  stop) pkill -x svnserve; exit 0 ;;
  status) pgrep -x svnserve >/dev/null || exit 3 ;;
esac
"""
