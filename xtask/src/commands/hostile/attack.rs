//! Whole files that are malicious.
//!
//! In: `attacks.toml`. Out: a case for each file that it describes, written to disk when its turn comes.
//! Must never know: what the generator makes of them.

use std::collections::BTreeMap;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Deserialize;

use callwright::failure::Failure;

/// The attacks, and the word that stands in files outside of their folders.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Suite {
    /// No output may ever contain it.
    pub(super) secret: String,
    attack: Vec<Attack>,
}

/// One entry of `attacks.toml`, which explains the members.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Attack {
    name: String,
    file: Option<String>,
    text: String,
    bytes: Option<String>,
    quoted: bool,
    count: Option<usize>,
    nest: Option<usize>,
    repeat: String,
    tail: String,
    beside: BTreeMap<String, String>,
    link: BTreeMap<String, String>,
    expect: Expectation,
    codes: Vec<String>,
    seconds: f64,
    mebibytes: u64,
    values: BTreeMap<String, String>,
}

/// How the process of a case should end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Expectation {
    /// With a client.
    Generated,
    /// With a refusal.
    Refused,
    /// With one of the two.
    #[default]
    Either,
}

/// A file that means harm.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) name: String,
    attack: Attack,
    value: Option<String>,
}

/// Reads the suite of whole files.
pub(super) fn read(suite: &Utf8Path) -> Result<Suite, Failure> {
    let path = suite.join("attacks.toml");
    let text = fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
    toml::from_str(&text).map_err(|error| Failure::usage(format!("{path}: {error}")))
}

impl Suite {
    /// Every file of the suite.
    pub(super) fn cases(&self) -> impl Iterator<Item = Case> {
        self.attack.iter().flat_map(|attack| {
            let alone = attack.values.is_empty().then(|| Case {
                name: attack.name.clone(),
                attack: attack.clone(),
                value: None,
            });
            let family = attack.values.iter().map(|(name, value)| Case {
                name: format!("{}/{name}", attack.name),
                attack: attack.clone(),
                value: Some(value.clone()),
            });
            alone.into_iter().chain(family)
        })
    }
}

impl Case {
    /// Writes the files of the case into a folder; says which of them is the description.
    pub(super) fn write(&self, folder: &Utf8Path, secret: &str) -> Result<Utf8PathBuf, Failure> {
        let attack = &self.attack;
        let write =
            |path: &Utf8Path, bytes: &[u8]| fs::write(path, bytes).map_err(Failure::file("write", path));
        if let Some(outside) = folder.parent() {
            let text =
                format!("A: {{type: object, description: {secret}, properties: {{{secret}: {{}}}}}}\n");
            write(&outside.join("secret.yaml"), text.as_bytes())?;
        }
        for (name, text) in &attack.beside {
            write(&folder.join(name), text.as_bytes())?;
        }
        for (name, to) in &attack.link {
            link(Utf8Path::new(to), &folder.join(name))?;
        }
        let path = folder.join(attack.file.as_deref().unwrap_or("openapi.yaml"));
        write(&path, &self.bytes()?)?;
        Ok(path)
    }

    /// What is wrong with how the process ended, beside what is wrong with any.
    pub(super) fn judge(&self, generated: bool, codes: &BTreeMap<String, usize>, findings: &mut Vec<String>) {
        match (self.attack.expect, generated) {
            (Expectation::Generated, false) => findings.push("it is refused".to_owned()),
            (Expectation::Refused, true) => findings.push("it is not refused".to_owned()),
            _ => {}
        }
        let wanted = &self.attack.codes;
        if !wanted.is_empty() && !wanted.iter().any(|code| codes.contains_key(code)) {
            findings.push(format!("none of {} is reported", wanted.join(", ")));
        }
    }

    /// How long the case may take, in seconds, and how much it may hold, in MiB.
    pub(super) fn limits(&self) -> (f64, u64) {
        (self.attack.seconds, self.attack.mebibytes)
    }

    fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let attack = &self.attack;
        if let Some(hexadecimal) = &attack.bytes {
            return bytes_of(hexadecimal)
                .ok_or_else(|| Failure::usage(format!("attacks.toml: {} has odd bytes", self.name)));
        }
        let value = self.value.as_deref().unwrap_or("@");
        let quoted = serde_json::Value::from(value).to_string();
        let value = if attack.quoted { quoted.trim_matches('"') } else { value };
        let mut text = attack.text.replace('@', value);
        if let Some(depth) = attack.nest {
            let (before, after) = attack.repeat.split_once("<in>").unwrap_or((&attack.repeat, ""));
            text.push_str(&before.repeat(depth));
            text.push_str(&attack.tail);
            text.push_str(&after.repeat(depth));
            return Ok(text.into_bytes());
        }
        for number in 0..attack.count.unwrap_or(0) {
            let next = (number + 1).to_string();
            text.push_str(&attack.repeat.replace("<n>", &number.to_string()).replace("<n+1>", &next));
        }
        text.push_str(&attack.tail);
        Ok(text.into_bytes())
    }
}

fn bytes_of(hexadecimal: &str) -> Option<Vec<u8>> {
    let pairs = hexadecimal.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(unix)]
fn link(to: &Utf8Path, at: &Utf8Path) -> Result<(), Failure> {
    std::os::unix::fs::symlink(to, at).map_err(Failure::file("link", at))
}

/// Links need a privilege elsewhere, so there the file is missing, which is a case of its own.
#[cfg(not(unix))]
fn link(_to: &Utf8Path, _at: &Utf8Path) -> Result<(), Failure> {
    Ok(())
}
