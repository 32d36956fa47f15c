//! Edits on the stock files as they are shipped.

use apim_designer::render::{document::Document, secrets::Secrets};

use crate::stock;

#[test]
fn without_edits_nothing_changes() {
    for (_, path, stock) in stock::all() {
        let document = Document::parse(path, stock.as_str()).unwrap();
        assert_eq!(
            document.apply(&[], &Secrets::default()).unwrap().text,
            stock,
            "{path}"
        );
    }
}
