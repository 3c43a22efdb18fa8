use super::*;

fn item(path: &str, kind: ItemKind, pointer: &str) -> PublicItem {
    PublicItem {
        path: path.to_owned(),
        kind,
        signature: "Option<String>".to_owned(),
        needed: Needed::Optional,
        deprecated: false,
        feature: "pets/types".to_owned(),
        pointer: Pointer::from_escaped(pointer),
        wire: String::new(),
    }
}

#[test]
fn what_is_written_is_read_again() {
    let mut items = vec![
        PublicItem {
            signature: String::new(),
            needed: Needed::No,
            feature: String::new(),
            ..item("types::Pet", ItemKind::Struct, "")
        },
        item("types::Pet::name", ItemKind::Field, "/components/schemas/Pet/properties/name"),
        // Keys of strangers hold anything.
        PublicItem {
            deprecated: true,
            ..item("types::Pet::odd", ItemKind::Field, "/a | b\\\u{1b}[31m\n\u{202e}/ü")
        },
        PublicItem {
            deprecated: true,
            needed: Needed::No,
            ..item("types::Pet::old", ItemKind::Function, "/x")
        },
        PublicItem { needed: Needed::Whole, ..item("types::Pet::whole", ItemKind::Function, "/y") },
        PublicItem { needed: Needed::Former, ..item("types::Pet::former", ItemKind::Function, "/y") },
        item("types::Sort::Up", ItemKind::Variant, "/enum/0").on_wire("a \" | #\\ \u{202e}b"),
    ];
    let text = render_surface(&items);
    assert!(text.chars().all(|character| character == '\n' || !crate::diag::is_hidden(character)), "{text}");
    assert_eq!(text.lines().count(), items.len() + 1);
    let read = read_surface(&text).unwrap();
    items.sort_by(|one, other| one.path.cmp(&other.path));
    assert_eq!(read, items);
    items.reverse();
    assert_eq!(render_surface(&items), text, "the order of items plays no part");
}

#[test]
fn a_malformed_line_is_refused_with_its_number() {
    let good = render_surface(&[item("a::B", ItemKind::Struct, "")]);
    let refused = |text: &str| read_surface(text).unwrap_err();
    assert_eq!(refused("").line, 1);
    assert_eq!(refused("types::Pet | struct | - | - | - | #").line, 1);
    for (line, says) in [
        ("types::Pet | struct", "6 columns"),
        ("types Pet | struct | - | - | - | #", "path"),
        ("types::Pet | thing | - | - | - | #", "kind of item"),
        ("types::Pet | struct | - | perhaps | - | #", "needs it"),
        ("types::Pet | struct | - | - | - | /a", "begins with `#`"),
        ("types::Pet | struct | - | - | - | #/\\q", "stands for nothing"),
        ("types::Pet::A | variant | - | - | - | \"a #/x", "no second `\"`"),
    ] {
        let found = refused(&format!("{good}{line}\n"));
        assert_eq!(found.line, 3, "{line}");
        assert!(found.message.contains(says), "{line}: {found}");
    }
    assert!(refused("# api 2: other\n").message.contains("another form"));
}
