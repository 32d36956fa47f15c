"""ActiveMQ in a bundle: a broker on ports of its own, and Debian's in the form of the product's archive."""

import io
import tarfile
from pathlib import Path

LIBRARIES = Path("/usr/share/activemq/lib")
JARS = Path("/usr/share/java")
TEMPLATE = Path("/etc/activemq/instances-available/main")

# Libraries of Debian's under the names that they have in 5.6.0, where somebody asks for them.
NAMES = {
    "activemq-client.jar": "activemq-core-5.6.0.jar",
    "geronimo-j2ee-management-1.1-spec.jar": "geronimo-j2ee-management_1.1_spec-1.0.1.jar",
    "geronimo-jms_1.1_spec.jar": "geronimo-jms_1.1_spec-1.1.1.jar",
}


def added(design):
    """Puts a broker beside the BAM, and links all gateways to it."""
    host = next(one["host"] for one in design["instances"] if one["kind"] == "bam")
    for one in design["instances"]:
        if one["kind"].startswith("gateway-"):
            design.setdefault("links", []).append({"from": one["id"], "kind": "messaging", "to": "activemq"})
    ports = {"openwire": 61700, "web-console": 8200}
    design["instances"].append({"id": "activemq", "kind": "activemq", "host": host, "ports": ports})


def archive(target):
    """The archive, as the product's own is laid out; the broker in it is Debian's."""
    target.parent.mkdir(exist_ok=True)
    # What is in it is packed already.
    with tarfile.open(target, "w:gz", compresslevel=1) as out:
        def add(path, content, mode=0o644):
            entry = tarfile.TarInfo(f"apache-activemq-5.6.0/{path}")
            entry.size, entry.mode = len(content), mode
            out.addfile(entry, io.BytesIO(content))

        for jar in sorted(jar for jar in LIBRARIES.rglob("*.jar") if jar.exists()):
            inner = jar.relative_to(LIBRARIES)
            add(f"lib/{NAMES.get(str(inner), inner)}", jar.read_bytes())
        for jar in [*JARS.glob("jetty9-*.jar"), JARS / "servlet-api.jar"]:
            if jar.stem.removeprefix("jetty9-") in ("http", "io", "security", "server", "util", "servlet-api"):
                add(f"lib/web/{jar.name}", jar.read_bytes())
        add("bin/run.jar", (JARS / "activemq-run.jar").read_bytes())
        add("bin/activemq", SCRIPT.encode(), 0o755)
        settings = (TEMPLATE / "activemq.xml").read_text(encoding="utf-8")
        settings = settings.replace("tcp://127.0.0.1:", "tcp://0.0.0.0:")
        settings = settings.replace("</beans>", '    <import resource="jetty.xml"/>\n</beans>')
        add("conf/activemq.xml", settings.encode())
        add("conf/log4j2.properties", (TEMPLATE / "log4j2.properties").read_bytes())
        add("conf/jetty.xml", CONSOLE.encode())
        add("conf/jetty-realm.properties", b"# user: password, role\nadmin: admin, admin")
        add("data/activemq.log", b"")
        add("webapps/index.html", b"the console\n")


# What the product's own does with the word start.
SCRIPT = """#!/bin/sh
: "${ACTIVEMQ_HOME:=$(cd "$(dirname "$0")/.." && pwd)}" "${ACTIVEMQ_BASE:=$ACTIVEMQ_HOME}"
[ "$1" = start ] || { echo "unknown task $1"; exit 1; }
"$JAVA_HOME/bin/java" -Xmx128m -Dactivemq.home="$ACTIVEMQ_HOME" -Dactivemq.base="$ACTIVEMQ_BASE" \\
  -Dactivemq.conf="$ACTIVEMQ_BASE/conf" -Dactivemq.data="$ACTIVEMQ_BASE/data" -Djava.io.tmpdir="$ACTIVEMQ_BASE/data" \\
  -jar "$ACTIVEMQ_HOME/bin/run.jar" start >"$ACTIVEMQ_BASE/data/said" 2>&1 &
echo "$!" >"$ACTIVEMQ_BASE/data/activemq-$(uname -n).pid"
"""

# The shape of 5.6.0's, for a Jetty that is newer: its connectors want their server.
CONSOLE = """<beans xmlns="http://www.springframework.org/schema/beans" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.springframework.org/schema/beans http://www.springframework.org/schema/beans/spring-beans.xsd">
    <bean id="securityLoginService" class="org.eclipse.jetty.security.HashLoginService">
        <property name="name" value="ActiveMQRealm" />
        <property name="config" value="${activemq.conf}/jetty-realm.properties" />
    </bean>
    <bean id="securityConstraint" class="org.eclipse.jetty.util.security.Constraint">
        <property name="name" value="BASIC" />
        <property name="roles" value="admin" />
        <property name="authenticate" value="false" />
    </bean>
    <bean id="securityConstraintMapping" class="org.eclipse.jetty.security.ConstraintMapping">
        <property name="constraint" ref="securityConstraint" />
        <property name="pathSpec" value="/*" />
    </bean>
    <bean id="securityHandler" class="org.eclipse.jetty.security.ConstraintSecurityHandler">
        <property name="loginService" ref="securityLoginService" />
        <property name="authenticator">
            <bean class="org.eclipse.jetty.security.authentication.BasicAuthenticator" />
        </property>
        <property name="constraintMappings">
            <list><ref bean="securityConstraintMapping" /></list>
        </property>
        <property name="handler">
            <bean class="org.eclipse.jetty.server.handler.ResourceHandler">
                <property name="resourceBase" value="${activemq.home}/webapps/" />
            </bean>
        </property>
    </bean>
    <bean id="Server" class="org.eclipse.jetty.server.Server" init-method="start" destroy-method="stop">
        <property name="connectors">
            <list>
                <bean id="Connector" class="org.eclipse.jetty.server.ServerConnector">
                    <constructor-arg ref="Server" />
                    <property name="port" value="8161" />
                </bean>
            </list>
        </property>
        <property name="handler" ref="securityHandler" />
    </bean>
</beans>
"""
