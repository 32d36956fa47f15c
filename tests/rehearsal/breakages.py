"""One thing broken at a time: a script must name it in words, and after the repair a second run must finish."""

from bundle import FOLDER
from world import Failure


def first(rehearsal, *kinds):
    """An instance of these kinds, and its machine."""
    one = rehearsal.bundle.instances(*kinds)[0]
    return one, rehearsal.world[one["host"]]


def wrong_database_password(rehearsal):
    _, host = first(rehearsal, "key-manager")
    secrets = "".join(f"{key}={'wrong' if key == 'DB_AM' else value}\n" for key, value in rehearsal.bundle.secrets.items())
    rehearsal.engineer.write("/root/wrong.env", secrets, 0o600)
    rehearsal.at_desk(f"bash copy.sh --host {host.name} --secrets /root/wrong.env").must()
    rehearsal.on(host.name, "Apply").must()
    yield rehearsal.on(host.name, "Verify").must_fail("login to apimgtdb", "Access denied")
    rehearsal.at_desk(f"bash copy.sh --host {host.name}").must()
    rehearsal.on(host.name, "Apply").must("written    /opt/wso2/key-manager/repository/conf/datasources/master-datasources.xml")
    yield host


def closed_port(rehearsal):
    """A firewall on the way to the database."""
    _, host = first(rehearsal, "key-manager")
    host.sh("ip rule add ipproto tcp dport 3306 prohibit").must()
    yield rehearsal.on(host.name, "Verify").must_fail("does not reach mysql at data-1:3306", "open port 3306")
    host.sh("ip rule del ipproto tcp dport 3306 prohibit").must()
    yield host


def closed_subversion(rehearsal):
    _, host = first(rehearsal, "gateway-manager")
    host.sh("ip rule add ipproto tcp dport 3690 prohibit").must()
    yield rehearsal.on(host.name, "Verify").must_fail("gets no answer of Subversion at data-1:3690")
    host.sh("ip rule del ipproto tcp dport 3690 prohibit").must()
    yield host


def stopped_server(rehearsal):
    one, host = first(rehearsal, "publisher")
    rehearsal.on_server(one, "stop").must("stopped")
    yield rehearsal.on(host.name, "Verify").must_fail("publisher does not listen on", "start.sh publisher")
    rehearsal.on_server(one).must("started")
    yield host


def left_cluster(rehearsal):
    """A worker stops; the log of the manager, which started before it, says so."""
    one, host = first(rehearsal, "gateway-worker")
    manager, at = first(rehearsal, "gateway-manager")
    rehearsal.on_server(one, "stop").must("stopped")
    yield rehearsal.on(at.name, "Verify").must_fail(f"FAILED  gateway-manager has no {one['dir'].rsplit('/', 1)[1]} in its cluster")
    rehearsal.on_server(one).must("started")
    rehearsal.on(host.name, "Verify").must(", 0 failed, 0 not known")
    yield at


def wrong_subversion_password(rehearsal):
    _, host = first(rehearsal, "gateway-worker")
    secrets = "".join(f"{key}={'wrong' if key == 'SVN_READER' else value}\n" for key, value in rehearsal.bundle.secrets.items())
    rehearsal.engineer.write("/root/wrong.env", secrets, 0o600)
    rehearsal.at_desk(f"bash copy.sh --host {host.name} --secrets /root/wrong.env").must()
    yield rehearsal.on(host.name, "Verify").must_fail("FAILED  gateway-worker", "does not get into svn://data-1:3690/", "wso2-worker")
    rehearsal.at_desk(f"bash copy.sh --host {host.name}").must()
    yield host


def few_files(rehearsal):
    """Without its limit, a server gets as many open files as any account."""
    one, host = first(rehearsal, "store")
    host.sh("rm /etc/security/limits.d/apim-designer.conf").must()
    rehearsal.on_server(one, "stop").must()
    rehearsal.on_server(one).must()
    yield rehearsal.on(host.name, "Verify").must_fail("FAILED  store may open only 1024 files")
    rehearsal.on(host.name, "Apply").must("written    /etc/security/limits.d/apim-designer.conf")
    rehearsal.on_server(one, "stop").must()
    rehearsal.on_server(one).must()
    yield host


def stopped_broker(rehearsal):
    one, _ = first(rehearsal, "activemq")
    _, host = first(rehearsal, "gateway-manager")
    rehearsal.on_server(one, "stop").must("stopped")
    yield rehearsal.on(host.name, "Verify").must_fail("does not reach activemq at stats-1:61700", "Start activemq")
    rehearsal.on_server(one).must("started")
    yield host


def missing_driver(rehearsal):
    one, host = first(rehearsal, "store")
    host.sh(f"rm {one['home']}/repository/components/lib/mysql-connector-java-* /home/ubuntu/apim-designer/*/jars/mysql-*").must()
    yield rehearsal.on(host.name, "Apply").must_fail("store: the MySQL driver", "is missing", "nothing was changed")
    rehearsal.at_desk(f"bash copy.sh --host {host.name}").must()
    rehearsal.on(host.name, "Apply").must("copied     repository/components/lib/mysql-connector-java-")
    yield host


def missing_hosts_line(rehearsal):
    _, host = first(rehearsal, "store")
    host.sh("cp /etc/hosts /tmp/hosts && grep -v data-1 /tmp/hosts >/etc/hosts").must()
    yield rehearsal.on(host.name, "Verify").must_fail("data-1 should be", "it is unknown", "Run apply.sh")
    rehearsal.on(host.name, "Apply").must("written    /etc/hosts")
    yield host


def read_only_target(rehearsal):
    one, host = first(rehearsal, "store")
    conf = f"{one['home']}/repository/conf"
    host.sh(f"echo '<!-- -->' >>{conf}/carbon.xml && mount --bind {conf} {conf} && mount -o remount,bind,ro {conf}").must()
    yield rehearsal.on(host.name, "Apply").must_fail("ead-only file system", conf)
    host.sh(f"umount {conf}").must()
    rehearsal.on(host.name, "Apply").must(f"written    {conf}/carbon.xml")
    yield host


def full_disk(rehearsal):
    one, host = first(rehearsal, "store")
    conf = f"{one['home']}/repository/conf/datasources"
    host.sh(f"echo '<!-- -->' >>{conf}/master-datasources.xml && cp -a {conf} /tmp/datasources &&"
            f"mount -t tmpfs -o size=64k tmpfs {conf} && cp -a /tmp/datasources/. {conf} &&"
            f"chown --reference=/tmp/datasources {conf} && {{ cat /dev/zero >{conf}/filled 2>/dev/null || true; }}").must()
    said = rehearsal.on(host.name, "Apply").must_fail(
        "master-datasources.xml could not be written, and is as it was", "No space left on device", f"mounted at {conf}")
    if "cat:" in said.text:
        said.expect(False, "no other program's words")
    yield said
    # What was there is there, whole.
    host.sh(f"cmp /tmp/datasources/master-datasources.xml {conf}/master-datasources.xml && rm -r /tmp/datasources").must()
    if host.sh(f"ls -A {conf}").text.split() != ["filled", "master-datasources.xml"]:
        raise Failure("a half written file was left behind on the full disk: " + host.sh(f"ls -A {conf}").text)
    host.sh(f"umount {conf}").must()
    rehearsal.on(host.name, "Apply").must(f"written    {conf}/master-datasources.xml")
    yield host


def cut_copy(rehearsal):
    """The connection breaks in the middle of a product's archive."""
    _, host = first(rehearsal, "store")
    rehearsal.engineer.write("/root/cut.py", CUT)
    rehearsal.engineer.write("/root/.ssh/config", "Host *\n  ProxyCommand python3 /root/cut.py %h %p 1000000\n", 0o600)
    archives = "/home/ubuntu/apim-designer/*/products"
    host.sh(f"mv {archives}/wso2am-* /tmp/whole && rm -f {archives}/*").must()
    yield rehearsal.at_desk(f"bash copy.sh --host {host.name}").must_fail(
        "not all of it reached", f"wso2am-{rehearsal.bundle.design['version']}.zip", "run copy.sh again")
    rehearsal.engineer.path("/root/.ssh/config").unlink()
    for size in host.sh(f"stat -c %s {archives}/wso2*").text.split():
        if int(size) > 2_000_000:
            raise Failure("the copy was not cut in its middle")
    # One of the right length that is not the archive.
    host.sh(f"head -c $(stat -c %s /tmp/whole) /dev/zero >$(echo {archives}/wso2am-*) && rm /tmp/whole").must()
    rehearsal.at_desk(f"bash copy.sh --host {host.name}").must("done")
    for archive in (rehearsal.bundle.root / "products").glob("wso2am-*"):
        sent = rehearsal.engineer.sh(f"sha256sum <{FOLDER}/products/{archive.name}").must().text
        host.sh(f"sha256sum <$(echo {archives}/{archive.name})").must(sent.strip())
    rehearsal.on(host.name, "Apply").must()
    yield host


# Passes a connection on, and breaks it after some bytes.
CUT = """
import os, socket, sys, threading
host, port, left = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
peer = socket.create_connection((host, port))
def back():
    while data := peer.recv(65536):
        os.write(1, data)
    os._exit(0)
threading.Thread(target=back, daemon=True).start()
while left > 0 and (data := os.read(0, min(left, 65536))):
    peer.sendall(data)
    left -= len(data)
if left > 0:
    peer.shutdown(socket.SHUT_WR)
    threading.Event().wait(60)
os._exit(1)
"""

ALL = [wrong_database_password, closed_port, closed_subversion, stopped_server, left_cluster, wrong_subversion_password, few_files, stopped_broker,
       missing_driver, missing_hosts_line,
       read_only_target, full_disk, cut_copy]
