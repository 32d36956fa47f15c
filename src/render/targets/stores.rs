//! Passwords of the key store and the trust store, in every file that names them. Source: domain §12.1, §12.2.
//!
//! Only with certificates of one's own: the shipped stores keep the password that everybody knows. So do those of Identity
//! Server and BAM, of which nobody can say which of their files name it.

use super::super::edit::{Edit, Value};
use super::super::secrets::name;
use super::{Node, because};
use crate::say;

fn edits(node: &Node, paths: &[&str], source: &'static str) -> Vec<Edit> {
    if !node.plan.settings.own_certificates || !node.instance.kind.is_api_manager() {
        return Vec::new();
    }
    let why = because(say::REASON_STORES, source);
    let password = |path: &&str| why.set(*path, Value::secret(name::KEYSTORE));
    paths.iter().map(password).collect()
}

pub(super) fn carbon(node: &Node) -> Vec<Edit> {
    let paths = [
        "/Server/Security/KeyStore/Password",
        "/Server/Security/KeyStore/KeyPassword",
        "/Server/Security/RegistryKeyStore/Password",
        "/Server/Security/RegistryKeyStore/KeyPassword",
        "/Server/Security/TrustStore/Password",
    ];
    edits(node, &paths, "stock 1.9.0; domain §12.1")
}

pub(super) fn axis2(node: &Node) -> Vec<Edit> {
    let paths = [
        "/axisconfig/transportReceiver[@name='https']/parameter[@name='keystore']/KeyStore/Password",
        "/axisconfig/transportReceiver[@name='https']/parameter[@name='keystore']/KeyStore/KeyPassword",
        "/axisconfig/transportReceiver[@name='https']/parameter[@name='truststore']/TrustStore/Password",
        "/axisconfig/transportSender[@name='https']/parameter[@name='keystore']/KeyStore/Password",
        "/axisconfig/transportSender[@name='https']/parameter[@name='keystore']/KeyStore/KeyPassword",
        "/axisconfig/transportSender[@name='https']/parameter[@name='truststore']/TrustStore/Password",
    ];
    edits(node, &paths, "stock 1.9.0; domain §6.3")
}

pub(super) fn catalina(node: &Node) -> Vec<Edit> {
    let paths = ["/Server/Service/Connector[@SSLEnabled='true']/@keystorePass"];
    edits(node, &paths, "kernel 4.3.0; domain §12.1")
}

pub(super) fn identity(node: &Node) -> Vec<Edit> {
    let paths = [
        "/Server/Security/UserTrustedRPStore/Password",
        "/Server/Security/UserTrustedRPStore/KeyPassword",
        "/Server/EntitlementSettings/ThirftBasedEntitlementConfig/KeyStore/Password",
    ];
    edits(node, &paths, "stock 1.9.0; domain §12.1")
}
