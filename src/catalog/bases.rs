//! The files of a product as it comes, for edits to be applied to.
//!
//! Facts taken from the shipped files: elements, attributes, values and their order. Where 1.9.0 and 1.9.1 differ, the
//! outline says so line by line.
//!
//! `catalina-server.xml`, `user-mgt.xml` and `jmx.xml` are those of Carbon kernel 4.3.0, as the kernel inside of 1.9.x is not
//! public. The real `catalina-server.xml` may lack `keystoreFile` and `keystorePass` on the HTTPS connector.

use std::sync::OnceLock;

use super::{Version, outline, paths};
use crate::render::{document::Document, edit::Element, json, xml};

/// The built-in file at a path below the product's home, such as `repository/conf/carbon.xml`.
pub fn base(version: Version, path: &str) -> Option<&'static Document> {
    static DOCUMENTS: [[OnceLock<Document>; FILES.len()]; 2] =
        [const { [const { OnceLock::new() }; FILES.len()] }; 2];
    let index = FILES.iter().position(|(known, _)| *known == path)?;
    let (of_version, name) = match version {
        Version::V1_9_0 => (&DOCUMENTS[0], "1.9.0"),
        Version::V1_9_1 => (&DOCUMENTS[1], "1.9.1"),
    };
    Some(of_version[index].get_or_init(|| read(path, FILES[index].1, name)))
}

/// The user store of API Manager, for a product that shares its users; the same in every version.
pub fn user_store() -> Option<Element> {
    let facts = FILES.iter().find(|(path, _)| *path == paths::USER_MGT)?.1;
    let realm = outline::parse(facts, Version::V1_9_1.text())?
        .children
        .pop()?;
    let mut children = realm.children.into_iter();
    children.find(|child| child.name == "UserStoreManager")
}

/// The paths of all built-in files.
pub fn paths() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(path, _)| *path)
}

fn read(path: &str, facts: &'static str, version: &str) -> Document {
    if facts.starts_with('{') {
        return Document::Json(
            json::Document::parse(path, facts).expect("the tests read every built-in file"),
        );
    }
    let root = outline::parse(facts, version).expect("the tests read every built-in file");
    Document::Xml(xml::write(path, &root).expect("the tests read every built-in file"))
}

macro_rules! files {
    ($($path:literal: $facts:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("bases/1.9/", $facts)))),*]
    };
}

const FILES: [(&str, &str); 17] = files! {
    "repository/conf/carbon.xml": "carbon.outline",
    "repository/conf/axis2/axis2.xml": "axis2.outline",
    "repository/conf/api-manager.xml": "api-manager.outline",
    "repository/conf/datasources/master-datasources.xml": "master-datasources.outline",
    "repository/conf/registry.xml": "registry.outline",
    "repository/conf/user-mgt.xml": "user-mgt.outline",
    "repository/conf/tomcat/catalina-server.xml": "catalina-server.outline",
    "repository/conf/identity.xml": "identity.outline",
    "repository/conf/etc/jmx.xml": "jmx.outline",
    "repository/deployment/server/jaggeryapps/publisher/site/conf/site.json": "publisher-site.json",
    "repository/deployment/server/jaggeryapps/store/site/conf/site.json": "store-site.json",
    "repository/deployment/server/jaggeryapps/admin-dashboard/site/conf/site.json": "admin-dashboard-site.json",
    "repository/deployment/server/jaggeryapps/workflow-admin/site/conf/site.json": "workflow-admin-site.json",
    "repository/deployment/server/synapse-configs/default/proxy-services/WorkflowCallbackService.xml":
        "workflow-callback-service.outline",
    "repository/deployment/server/synapse-configs/default/api/_TokenAPI_.xml": "token-api.outline",
    "repository/deployment/server/synapse-configs/default/api/_RevokeAPI_.xml": "revoke-api.outline",
    "repository/deployment/server/synapse-configs/default/api/_AuthorizeAPI_.xml": "authorize-api.outline",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_there_in_every_version() {
        for version in [Version::V1_9_0, Version::V1_9_1] {
            for path in paths() {
                assert!(
                    base(version, path).is_some_and(|document| !document.text().is_empty()),
                    "{path}"
                );
            }
        }
    }

    #[test]
    fn versions_differ_where_they_should() {
        let read = |version| {
            base(version, "repository/conf/carbon.xml")
                .unwrap()
                .read("/Server/Version")
        };
        assert_eq!(
            (read(Version::V1_9_0), read(Version::V1_9_1)),
            (vec!["1.9.0".into()], vec!["1.9.1".into()])
        );
    }

    #[test]
    fn the_user_store_is_a_database() {
        let store = user_store().unwrap();
        let class = &store.attributes[0];
        assert!(class.1.shown().ends_with(".JDBCUserStoreManager"));
        assert!(store.children.len() > 10);
    }

    #[test]
    fn what_is_not_built_in_is_none() {
        assert!(base(Version::V1_9_0, "repository/conf/log4j.properties").is_none());
    }
}
