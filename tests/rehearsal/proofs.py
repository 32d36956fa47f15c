"""What must be true of machines that run, asked of the real parts: nginx, MariaDB through JDBC, Subversion through SVNKit.

What is asked with stands in the files that were written, read by a parser that the project does not have.
"""

import json
import re
import shlex
import threading
from pathlib import Path

from bundle import CLASSES, HOSTILE
from listener import tree, yes
from world import Failure, wait_for

DRIVERS = f"{CLASSES}:/usr/share/java/svnkit.jar:/usr/share/java/mariadb-java-client.jar"


def java(machine, program, lines, classes=DRIVERS):
    """The answers of one of the Java programs to lines on its standard input, which no process list shows."""
    result = machine.run("/usr/bin/java", "-Xmx128m", "-cp", classes, program, input="".join(line + "\n" for line in lines)).must()
    return [line for line in result.text.splitlines() if line.startswith(("ok ", "error "))]


def equal(what, found, wanted):
    if found != wanted:
        raise Failure(f"{what}\n  found:  {found}\n  wanted: {wanted}")


class SecretsStayHidden(threading.Thread):
    """Looks through all process lists of the world, all the time, for a password."""

    def __init__(self):
        super().__init__(daemon=True)
        self.over = threading.Event()
        self.seen = set()
        self.looks = 0

    def run(self):
        sign = HOSTILE.encode()
        while not self.over.wait(0.05):
            self.looks += 1
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    for part in ("cmdline", "environ"):
                        if sign in (process / part).read_bytes():
                            self.seen.add(f"{part} of {(process / 'comm').read_text().strip()}")
                except OSError:
                    pass

    def proof(self):
        self.over.set()
        self.join()
        if self.seen or not self.looks:
            raise Failure(f"a password stood in a process list ({self.looks} looks): {sorted(self.seen)}")


def answering(machine, address, url, *options):
    """Homes of the servers that answer some requests to a published name."""
    scheme, name = re.match("(https?)://([^/]+)/", url).groups()
    port = {"http": 80, "https": 443}[scheme]
    found = set()
    for _ in range(8):
        said = machine.run("curl", "-sS", "-m", "10", "--resolve", f"{name}:{port}:{address}", *options, url).must()
        try:
            found.add(json.loads(said.text)["home"])
        except ValueError:
            said.expect(False, "an answer of a server behind nginx")
    return found


def fronts(rehearsal):
    """Requests through nginx reach whom they are for, and all of them."""
    bundle, settings = rehearsal.bundle, rehearsal.bundle.design["settings"]
    address = settings.get("front_address") or bundle.addresses[bundle.instances("nginx")[0]["host"]]

    def homes(name, scheme, path):
        return answering(rehearsal.engineer, address, f"{scheme}://{name}.{settings['domain']}{path}", "-k")

    workers = {one["home"] for one in bundle.instances("gateway-worker")}
    for scheme in ("http", "https"):
        equal(f"workers that {scheme} requests to nginx reached", homes("gateway", scheme, "/weather/1"), workers)
    for kind in ("publisher", "store"):
        found = homes(kind, "https", f"/{kind}/")
        wanted = {one["home"] for one in bundle.instances(kind)}
        if not found or not found <= wanted:
            equal(f"servers that requests to {kind} reached", found, wanted)


def datasources(rehearsal):
    """(host, url, user, password) of every shared datasource, as the homes on the machines have them."""
    for one in rehearsal.bundle.products():
        host = rehearsal.world[one["host"]]
        root = tree(host.path(f"{one['home']}/repository/conf/datasources/master-datasources.xml"))
        for configuration in () if root is None else root.iter("configuration"):
            url = (configuration.findtext("url") or "").strip()
            if url.startswith("jdbc:mysql:"):
                yield host, url, configuration.findtext("username"), configuration.findtext("password")


def databases(rehearsal):
    """Each login of the written files opens a connection through a JDBC driver from its own host, and from no other."""
    found = set(datasources(rehearsal))
    # Publisher and Store read the statistics too; a form in the console, not a file, has their login.
    statistics = {one["name"] for one in rehearsal.bundle.manifest["databases"] if one["role"] == "stats"}
    for one in rehearsal.bundle.instances("publisher", "store"):
        for _, *login in list(found):
            if re.search(r":\d+/([^?]*)", login[0])[1] in statistics:
                found.add((rehearsal.world[one["host"]], *login))
    equal("passwords in the datasources that are none of those typed", {one[3] for one in found} - set(rehearsal.bundle.secrets.values()), set())
    logins = sorted({one[1:] for one in found})
    servers = {one["host"] for one in rehearsal.bundle.instances("mysql")}
    if len(logins) < 3:
        raise Failure(f"only {len(logins)} logins stand in the written datasources")
    for machine in [*rehearsal.hosts, rehearsal.engineer]:
        lines = []
        for url, user, password in logins:
            # The product's driver takes the scheme as it is; MariaDB's newer ones want to be asked.
            url += ("&" if "?" in url else "?") + "permitMysqlScheme"
            if machine is rehearsal.engineer:
                name = re.match(r"jdbc:mysql://([^:/]+)", url)[1]
                url = url.replace(name, rehearsal.bundle.addresses.get(name, name), 1)
            lines += [url, user, password]
        answers = java(machine, "Jdbc", lines)
        equal(f"answers to logins on {machine.name}", len(answers), len(logins))
        for login, answer in zip(logins, answers):
            entitled = any(one[0] is machine and one[1:] == login for one in found)
            database = re.search(r":\d+/([^?]*)", login[0])[1]
            if entitled and not answer.startswith(f"ok {database} {login[1]}@"):
                raise Failure(f"{machine.name}: {login[1]} does not get into {login[0]} through JDBC: {answer}")
            # On the server's own host the administrator looks from time to time, so accounts for it may be there.
            if not entitled and answer.startswith("ok") and machine.name not in servers:
                raise Failure(f"{machine.name}: {login[1]} gets into {login[0]}, which no server there needs: {answer}")


def synchronizers(rehearsal):
    """(instance, machine, lines that open Subversion, whether it commits) of each gateway, as its carbon.xml has it."""
    for one in rehearsal.bundle.products():
        machine = rehearsal.world[one["host"]]
        settings = tree(machine.path(f"{one['home']}/repository/conf/carbon.xml")).find("DeploymentSynchronizer")
        if settings is not None and yes(settings.findtext("Enabled")):
            lines = [settings.findtext(name) for name in ("SvnUrl", "SvnUser", "SvnPassword")]
            yield one, machine, lines, yes(settings.findtext("AutoCommit"))


def subversion(rehearsal):
    """The manager commits, the workers get it; a worker's own commit is refused, and so is anybody without a password."""
    gateways = list(synchronizers(rehearsal))
    passwords = set(rehearsal.bundle.secrets.values())
    managers = [one for one in gateways if one[3]]
    workers = [one for one in gateways if not one[3]]
    if len(managers) != 1 or not workers:
        raise Failure(f"{len(managers)} gateways commit, {len(workers)} only check out")
    news = "-1234/synapse-configs/default/api/rehearsal.xml"
    for one, machine, lines, commits in managers + workers:
        if lines[2] not in passwords:
            raise Failure(f"{one['id']}: the password of Subversion is not the one that was typed")
        copy = f"/tmp/copy of {one['id']}"
        equal(f"{one['id']}: checkout", [said[:3] for said in java(machine, "Svn", [*lines, f"checkout {copy}"])], ["ok "])
        file = f"{copy}/{news}"
        if commits:
            machine.sh(f"mkdir -p \"$(dirname '{file}')\" && echo '<api/>' >'{file}'").must()
        else:
            machine.sh(f"test -s '{file}' && echo '<worse/>' >'{copy}/-1234/rehearsal-{one['id']}.xml'").must()
        said = java(machine, "Svn", [*lines, f"commit {copy}"])[0]
        if commits != said.startswith("ok "):
            raise Failure(f"{one['id']}, which {'must' if commits else 'must not'} commit: {said}")
        wrong = java(machine, "Svn", [*lines[:2], "wrong", f"checkout {copy} again"])[0]
        if wrong.startswith("ok"):
            raise Failure(f"{one['id']}: Subversion takes a wrong password")
    for one, machine, _, _ in workers:
        inner = news.split("/", 1)[1]
        wait_for(f"{one['id']} has what the manager committed",
                 lambda: machine.path(f"{one['home']}/repository/deployment/server/{inner}").is_file())


def clusters(rehearsal):
    """Each member that a written axis2.xml names answers, seen from the server that has the file."""
    seen = 0
    for one in rehearsal.bundle.products():
        machine = rehearsal.world[one["host"]]
        axis2 = tree(machine.path(f"{one['home']}/repository/conf/axis2/axis2.xml"))
        clustering = axis2.find("clustering") if axis2 is not None else None
        if clustering is None or not yes(clustering.get("enable")):
            continue
        for member in clustering.iter("member"):
            host, port = member.findtext("hostName"), member.findtext("port")
            machine.sh(f"timeout 5 bash -c 'exec 3<>/dev/tcp/{host}/{port}'").must()
            seen += 1
    if not seen:
        raise Failure("no axis2.xml names a member of a cluster")


def brokers(rehearsal):
    """Each gateway's own JMS settings and libraries carry a message; the console opens to its password, on its machine only."""
    bundle, found = rehearsal.bundle, rehearsal.bundle.instances("activemq")
    if not found:
        return
    for gateway in bundle.instances("gateway-manager", "gateway-worker"):
        machine = rehearsal.world[gateway["host"]]
        axis2 = tree(machine.path(f"{gateway['home']}/repository/conf/axis2/axis2.xml"))
        (receiver,) = axis2.findall("transportReceiver[@name='jms']")
        lines = []
        for factory in receiver.iter("parameter"):
            names = ("java.naming.factory.initial", "java.naming.provider.url", "transport.jms.ConnectionFactoryJNDIName")
            settings = [factory.findtext(f"parameter[@name='{name}']") for name in names]
            if all(settings):
                lines += [*settings, f"{gateway['id']}.{factory.get('name')}"]
        # Newer clients need two more.
        own = f"{gateway['home']}/repository/components/lib/*"
        classes = f"{CLASSES}:{own}:/usr/share/java/hawtbuf.jar:/usr/share/java/slf4j-api.jar"
        answers = java(machine, "Jms", lines, classes)
        equal(f"messages through {lines[1::4]}", answers, [f"ok through {queue}" for queue in lines[3::4]])
        if not answers:
            raise Failure(f"axis2.xml of {gateway['id']} names no broker")
    one = found[0]
    host = rehearsal.world[one["host"]]
    url = f"http://127.0.0.1:{one['ports']['web-console']}/index.html"
    for password, status in ((bundle.secrets["BROKER"], "200"), ("admin", "401")):
        quoted = password.replace("\\", "\\\\").replace('"', '\\"')
        said = host.run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-K", "-", url, input=f'user = "admin:{quoted}"\n')
        equal("answer of the web console of ActiveMQ", said.must().text, status)
    rehearsal.engineer.run("curl", "-s", "-m", "5", url.replace("127.0.0.1", host.address)).must_fail()
    user = host.sh(f"stat -c %U /proc/$(cat {one['home']}/data/activemq-$(uname -n).pid)").must().text.strip()
    equal("account of ActiveMQ", user, "wso2")


def trust(rehearsal):
    """Each server trusts those that it calls by https, under the names by which it calls them."""
    seen, bundle = 0, rehearsal.bundle
    own = bundle.design["settings"].get("own_certificates")
    for one in bundle.products():
        machine, conf = rehearsal.world[one["host"]], f"{one['home']}/repository/conf"
        file = machine.path(f"{conf}/api-manager.xml")
        if not file.exists():
            continue
        urls = " ".join(filter(None, (element.text for element in tree(file).iter())))
        called = sorted(set(re.findall(r"https://([\w.-]+):(\d+)", urls)))
        if not own:
            # The shipped key says localhost, and calls among the servers themselves do not look at the name.
            called = [(host, port) for host, port in called if host.endswith("." + bundle.design["settings"]["domain"])]
        seen += len(called)
        store = tree(machine.path(f"{conf}/carbon.xml")).find("Security/TrustStore")
        location, password = store.findtext("Location").replace("${carbon.home}", one["home"]), store.findtext("Password")
        if own:
            equal(f"{one['id']}: its trust store has the password that was typed", password, bundle.secrets["KEYSTORE"])
        answers = java(machine, "Tls", [location, password, *map(" ".join, called)])
        refused = [f"{host}:{port} {answer}" for (host, port), answer in zip(called, answers, strict=True) if not answer.startswith("ok ")]
        equal(f"servers that {one['id']} calls and does not trust", refused, [])
    if seen < (10 if own else 2):
        raise Failure(f"only {seen} addresses stand in the written files")


def limits(rehearsal):
    """Each server that runs may open as many files as the limit of its account says, soft and hard."""
    for one in rehearsal.bundle.manifest["instances"]:
        if not one["home"]:
            continue
        machine = rehearsal.world[one["host"]]
        account, _, item, number = machine.read("/etc/security/limits.d/apim-designer.conf").split()
        equal("what the limit is for", (account, item), ("wso2", "nofile"))
        pid = "data/activemq-$(uname -n).pid" if one["kind"] == "activemq" else "wso2carbon.pid"
        home = shlex.quote(one["home"])
        said = machine.sh(f"grep '^Max open files' /proc/$(cat {home}/{pid})/limits").must().text.split()
        equal(f"open files of {one['id']}, soft and hard", said[3:5], [number, number])
        if int(number) < 4096:
            raise Failure(f"{machine.name} lets its accounts open {number} files only")


def statistics(rehearsal):
    """BAM has the toolbox of API Manager's archive, and opens its Cassandra with the password that was typed."""
    for one in rehearsal.bundle.instances("bam"):
        machine, home = rehearsal.world[one["host"]], one["home"]
        root = tree(machine.path(f"{home}/repository/conf/datasources/bam-datasources.xml"))
        found = [source.findtext("definition/configuration/password") for source in root.iter("datasource")]
        equal("passwords of Cassandra", found, [rehearsal.bundle.secrets["BAM"]] * 4)
        if rehearsal.bundle.design["version"] != "1.9.0":
            toolbox = machine.read(f"{home}/repository/deployment/server/bam-toolbox/API_Manager_Analytics.tbox")
            equal("the toolbox", toolbox, "a toolbox\n")


ALL = [limits, statistics, fronts, databases, subversion, clusters, brokers, trust]
