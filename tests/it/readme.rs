//! What the README of a bundle tells a person to do.

use apim_designer::catalog::{LinkKind, Version};
use apim_designer::model::{Design, Port, presets};
use apim_designer::plan;
use apim_designer::render::{Secrets, secrets};

use crate::support::design;
use crate::workshop::render;

fn readme(design: &Design) -> String {
    render(design, &Secrets::default())["README.md"]
        .text
        .clone()
}

#[track_caller]
fn says(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{word} is not in\n{text}");
    }
}

#[test]
fn a_password_that_is_asked_for_is_put_somewhere() {
    for preset in presets::ALL {
        for version in Version::ALL {
            let mut design = preset.design();
            design.version = version;
            let plan = plan::build(&design);
            let files = render(&design, &Secrets::default());
            for secret in secrets::needed(&plan) {
                for &at in &secret.used_by {
                    let instance = &plan.instances[at];
                    let mark = format!(":{}}}", secret.name);
                    let mut own = files.values().filter(|file| {
                        file.instance.as_ref() == Some(&instance.id) && file.text.contains(&mark)
                    });
                    let placed = own.next().is_some();
                    assert!(placed, "{} {}: {}", preset.name, instance.name, secret.env);
                }
            }
        }
    }
}

#[test]
fn a_cassandra_that_the_product_moves_is_told_with_its_port() {
    let words = "Where its log says that Cassandra cannot be reached, write this port into the four definitions of \
         `repository/conf/datasources/bam-datasources.xml`";
    let moved = readme(&design("h1: bam+3, mysql, gateway-manager, key-manager"));
    says(&moved, &["listens on 9163, by its offset", words]);
    let resting = readme(&design("h1: bam, mysql; h2: gateway-manager, key-manager"));
    assert!(!resting.contains("Cassandra"), "{resting}");
}

#[test]
fn the_ports_for_the_public_are_those_of_the_front() {
    let mut design = design("h1: nginx, gateway-manager, key-manager, mysql");
    let ports = &mut design.instances[0].ports;
    ports.insert("https".into(), Port::new(8443).unwrap());
    says(&readme(&design), &["Only ports 80 and 8443 of nginx"]);
    let without = readme(&crate::support::design(
        "h1: gateway-manager, key-manager, mysql",
    ));
    assert!(!without.contains("of nginx"), "{without}");
    says(&without, &["8243 of `h1`"]);
}

#[test]
fn a_name_of_nginx_has_one_certificate_that_its_callers_trust() {
    for preset in ["classic", "high-availability"] {
        let design = presets::find(preset).unwrap().design();
        let text = readme(&design);
        says(
            &text,
            &[
                "no server trusts them",
                "`certificates.sh` of step 3 comes before",
            ],
        );
        assert!(text.find("bash certificates.sh") < text.find("bash copy.sh"));
    }
}

/// What somebody types from the first step to the last.
#[test]
fn every_step_is_one_command_for_all_hosts() {
    for preset in presets::ALL {
        let design = preset.design();
        let text = readme(&design);
        for step in ["install", "apply", "start", "verify", "rollback"] {
            says(&text, &[&format!("\nbash run.sh {step}\n")]);
        }
        for host in &design.hosts {
            says(&text, &[&format!("\nssh -- ubuntu@{}\n", host.address)]);
        }
    }
}

#[test]
fn browsers_are_told_of_the_identity_server() {
    let design = presets::find("classic").unwrap().design();
    let signed_on = plan::build(&design)
        .links
        .into_iter()
        .any(|link| link.kind == LinkKind::SignOn);
    assert!(signed_on);
    says(
        &readme(&design),
        &["Browsers are sent to `https://identity-server.apim.example.com:443/samlsso`"],
    );
}

#[test]
fn clocks_and_java_are_told() {
    for preset in presets::ALL {
        says(&readme(&preset.design()), &["NTP", "JDK 7"]);
    }
}

#[test]
fn own_certificates_are_made_before_the_copy() {
    let mut design = design("h1: gateway-manager; h2: key-manager, mysql, identity-server");
    assert!(!readme(&design).contains("certificates.sh"));
    design.settings.own_certificates = true;
    let text = readme(&design);
    says(&text, &["bash certificates.sh", "the shipped password"]);
    assert!(text.find("bash certificates.sh") < text.find("bash copy.sh"));
}

#[test]
fn only_what_the_manifest_holds_is_looked_for_there() {
    let text = readme(&design("h1: gateway-manager, key-manager, mysql"));
    says(&text, &["All ports are in `manifest.json`"]);
}
