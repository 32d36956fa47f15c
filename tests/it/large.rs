//! Designs of any size: ten instances on a host, in a mix like that of real deployments.

use apim_designer::{
    catalog::Kind,
    model::{Design, Host, HostId, Instance, Point},
};

/// Of 100 instances: 1 manager in all, 60 workers, the rest shared out.
const MIX: [(Kind, usize); 5] = [
    (Kind::GatewayWorker, 60),
    (Kind::KeyManager, 8),
    (Kind::Publisher, 14),
    (Kind::Store, 16),
    (Kind::Bam, 1),
];

/// One of each, which small designs have too.
const FIRST: usize = 7;

/// A design of so many instances. Its ports are found, none clashes. At 1,000 it has some 6,600 links.
pub(crate) fn design(instances: usize) -> Design {
    sparse(instances, instances)
}

/// A design of so many instances, of which only some call others: with 300 of 1,000 it has some 2,000 links.
pub(crate) fn sparse(instances: usize, calling: usize) -> Design {
    let mut design = Design {
        name: format!("{instances} instances"),
        ..Design::default()
    };
    design.settings.front_address = Some("10.255.0.1".into());
    for host in 0..instances.div_ceil(10) {
        let id = HostId::new(&format!("host-{host}")).expect("an identifier");
        let address = format!("10.0.{}.{}", host / 250, host % 250 + 1);
        design.hosts.push(Host::new(
            id.clone(),
            id.as_str(),
            address,
            Point::default(),
        ));
    }
    let mut kinds = vec![Kind::GatewayManager, Kind::Mysql, Kind::Svn, Kind::Nginx];
    // One of each first, so that small designs are whole too.
    kinds.extend([Kind::KeyManager, Kind::Publisher, Kind::Store]);
    let mut round = Vec::new();
    for step in 0..60 {
        for (kind, share) in MIX {
            if (step + 1) * share / 60 > step * share / 60 && (kind != Kind::Bam || instances > 500)
            {
                round.push(kind);
            }
        }
    }
    kinds.extend(
        round
            .into_iter()
            .cycle()
            .take(instances.saturating_sub(kinds.len())),
    );
    let mut bams = 0;
    for (at, mut kind) in kinds.into_iter().take(instances).enumerate() {
        // Spread over all hosts, as the callers are.
        if at * calling / instances == (at + 1) * calling / instances && at >= FIRST {
            kind = Kind::Activemq;
        }
        if kind == Kind::Bam {
            bams += 1;
            if bams > 1 {
                kind = Kind::GatewayWorker;
            }
        }
        // One after another over all hosts, so that every host has a mix.
        let host = design.hosts[at % design.hosts.len()].id.clone();
        let id = format!("{}-{at}", kind.id());
        let id = apim_designer::model::InstanceId::new(&id).expect("an identifier");
        design.instances.push(Instance::new(id, kind, host));
    }
    design
}
