//! Security: credentials that the client holds, and which calls need them.
//!
//! In: security schemes and requirements. Out: [`Credential`]s and alternatives of their indices.
//! Must never know: how a credential is put on a request.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Pointer};
use crate::document::{self, Document, ParameterPlace, SecurityKind, SecurityScheme};
use crate::ir::{Credential, CredentialKind, Docs, KeyPlace, Operation, Requirement, Words};
use crate::load::Node;

use crate::lower::context::Lowering;
use crate::lower::naming::split::split_words;

/// Words of a scheme's name that say that it is one, and of which kind, and not whose.
const PLAIN_WORDS: &[&str] = &[
    "access",
    "api",
    "apikey",
    "auth",
    "authentication",
    "authorization",
    "basic",
    "bearer",
    "cookie",
    "default",
    "header",
    "http",
    "jwt",
    "key",
    "oauth",
    "query",
    "scheme",
    "security",
    "token",
];

/// The credentials, and where each scheme went.
pub(in crate::lower) struct Credentials {
    pub(in crate::lower) list: Vec<Credential>,
    by_scheme: BTreeMap<String, usize>,
}

impl Lowering<'_> {
    /// The credentials of all schemes that a client can serve.
    pub(in crate::lower) fn lower_credentials(&mut self, document: &Document) -> Credentials {
        let mut credentials = Credentials { list: Vec::new(), by_scheme: BTreeMap::new() };
        for (name, scheme) in &document.security_schemes {
            let kind = match &scheme.kind {
                SecurityKind::ApiKey { place, name: key } => {
                    CredentialKind::Key { place: key_place(*place), name: key.clone() }
                }
                SecurityKind::Basic => CredentialKind::Basic,
                SecurityKind::Bearer => CredentialKind::Bearer,
                SecurityKind::OtherHttp(other) => {
                    let message = format!("authentication scheme `{other}` of `{name}` is not supported");
                    self.report(&codes::W511, &scheme.pointer, message);
                    continue;
                }
                SecurityKind::MutualTls => {
                    let message = format!("`{name}` requires a client certificate, which is not supported");
                    self.report(&codes::W511, &scheme.pointer, message);
                    continue;
                }
            };
            credentials.by_scheme.insert(name.clone(), credentials.list.len());
            credentials.list.push(Credential {
                pointer: scheme.pointer.clone(),
                words: credential_words(name, &kind),
                wire: name.clone(),
                kind,
                env: Vec::new(),
                docs: Docs {
                    description: scheme.description.clone(),
                    deprecated: scheme.deprecated,
                    ..Docs::default()
                },
            });
        }
        self.name_variables(document, &mut credentials.list);
        credentials
    }

    /// Gives each credential its environment variables. Who asks for one gets it; the plain name goes to the scheme whose
    /// own name says no more than what it is (`bearerAuth`, not `adminBearerAuth`), else to one that all calls need.
    fn name_variables(&mut self, document: &Document, credentials: &mut [Credential]) {
        let mut variables =
            Variables { prefix: self.env_prefix(document), taken: BTreeSet::new(), numbers: BTreeMap::new() };
        let everywhere = document.security.as_deref().unwrap_or_default();
        let everywhere: BTreeSet<&String> = everywhere.iter().flat_map(|needed| needed.keys()).collect();
        let asked: Vec<Vec<String>> = credentials
            .iter()
            .map(|credential| {
                self.asked_variables(&document.security_schemes[&credential.wire], &variables.prefix)
            })
            .collect();
        let rank = |(index, credential): (usize, &Credential)| {
            let names_none = asked[index].is_empty();
            let is_rare = !everywhere.contains(&credential.wire);
            ((names_none, says_whose(&credential.wire), is_rare), index)
        };
        let mut ranked: Vec<_> = credentials.iter().enumerate().map(rank).collect();
        ranked.sort_unstable();
        for (_, index) in ranked {
            let credential = &mut credentials[index];
            let asked = &asked[index];
            let is_shared = !asked.is_empty() && !variables.are_free(asked);
            credential.env = variables.take(asked, &credential.wire, &credential.kind);
            if is_shared {
                let message = format!(
                    "`{}` requests the environment variable `{}`, which is already used; it is read from `{}`",
                    credential.wire,
                    asked.join("` and `"),
                    credential.env.join("` and `")
                );
                self.report(&codes::W531, &credential.pointer.key("x-env"), message);
            }
        }
    }

    /// What `x-env` asks for. What it names is read on the user's machine and sent to the servers of the description, so
    /// the description itself may only name what is called like its API: any other name, the user has to write.
    fn asked_variables(&mut self, scheme: &SecurityScheme, prefix: &str) -> Vec<String> {
        let asked = asked_variables(scheme);
        let is_own = |name: &&String| {
            let rest = name.to_ascii_uppercase();
            !prefix.is_empty() && rest.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('_'))
        };
        let Some(foreign) = asked.iter().find(|name| !is_own(name)) else { return asked };
        if self.options.overlaid_variables.contains(&scheme.pointer) {
            return asked;
        }
        let message = format!(
            "the description requests the environment variable `{foreign}`, which does not belong to this API; it is not read"
        );
        self.report(&codes::W581, &scheme.pointer.key("x-env"), message);
        Vec::new()
    }

    /// What calls need unless they say otherwise; `None` where the description does not say.
    pub(in crate::lower) fn lower_default_security(
        &mut self,
        document: &Document,
        credentials: &Credentials,
    ) -> Option<Vec<Requirement>> {
        let alternatives = document.security.as_ref()?;
        let place = Pointer::root().key("security");
        Some(self.lower_requirements(alternatives, &place, document, credentials))
    }

    /// Says that calls about which the description says nothing take what the client was given: keys that are described
    /// and not asked for are mostly forgotten, not unwanted.
    pub(in crate::lower) fn report_unsaid_security(
        &mut self,
        document: &Document,
        operations: &[Operation],
        credentials: usize,
    ) {
        let silent: Vec<&Operation> =
            operations.iter().filter(|operation| operation.security.is_none()).collect();
        if document.security.is_some() || credentials == 0 {
            return;
        }
        let schemes = Pointer::root().key("components").key("securitySchemes");
        let Some(first) = silent.first() else { return };
        let asks = |operation: &&Operation| {
            operation.security.as_ref().is_some_and(|all| all.iter().any(|one| !one.is_empty()))
        };
        let asking = operations.iter().filter(asks).count();
        if asking == 0 {
            let message = "security schemes are described, but no operation requires one: each credential is sent if it is set";
            self.report(&codes::W557, &schemes, message);
            return;
        }
        let message = format!(
            "{asking} of {} operations require a credential, {} do not say: these are sent the credentials that the client holds",
            operations.len(),
            silent.len()
        );
        let found = Diagnostic::new(&codes::W530, &schemes, message).at_key();
        self.found.diagnostics.push(found.with_related(&first.pointer, "the first that does not say"));
    }

    /// Alternatives of credentials; those with a scheme that a client cannot serve are left out.
    pub(in crate::lower) fn lower_requirements(
        &mut self,
        alternatives: &[document::Requirement],
        place: &Pointer,
        document: &Document,
        credentials: &Credentials,
    ) -> Vec<Requirement> {
        let mut lowered: Vec<Requirement> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut missing = BTreeSet::new();
        let mut left_out = false;
        for alternative in alternatives {
            let mut needed = Vec::new();
            let mut served = true;
            for name in alternative.keys() {
                if let Some(index) = credentials.by_scheme.get(name) {
                    needed.push(*index);
                } else {
                    served = false;
                    if !document.security_schemes.contains_key(name) {
                        missing.insert(name.as_str());
                    }
                }
            }
            left_out |= !served;
            if served && seen.insert(needed.clone()) {
                lowered.push(needed);
            }
        }
        self.report_missing_schemes(missing, place);
        // When only schemes that cannot be served would do, calls go out as they are; the caller adds headers.
        if lowered.is_empty() && left_out { vec![Vec::new()] } else { lowered }
    }

    /// Each at the first alternative that names it.
    fn report_missing_schemes(&mut self, mut missing: BTreeSet<&str>, requirements: &Pointer) {
        let list = self.root.at(requirements).and_then(Node::as_list).unwrap_or_default();
        let named = list.iter().enumerate().flat_map(|(index, alternative)| {
            alternative
                .as_map()
                .into_iter()
                .flat_map(|map| map.keys())
                .map(move |name| (index, name.as_str()))
        });
        let mut places: Vec<(&str, Pointer)> = Vec::new();
        for (index, name) in named {
            if missing.remove(name) {
                places.push((name, requirements.index(index).key(name)));
            }
        }
        places.extend(missing.into_iter().map(|name| (name, requirements.clone())));
        for (name, place) in places {
            let message = format!("`{name}` is required, but this security scheme could not be read");
            self.found.diagnostics.push(Diagnostic::new(&codes::W512, &place, message).at_key());
        }
    }

    fn env_prefix(&self, document: &Document) -> String {
        let title = self.options.name.as_deref().unwrap_or(&document.title);
        let mut words: Vec<String> = title
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_uppercase)
            .collect();
        let is_noise = |word: &String| {
            matches!(
                word.as_str(),
                "API" | "APIS" | "REST" | "OPENAPI" | "DOCUMENTATION" | "REFERENCE" | "THE"
            ) || word.starts_with(|c: char| c.is_ascii_digit())
                || (word.len() <= 3 && word.starts_with('V') && word[1..].bytes().all(|b| b.is_ascii_digit()))
        };
        words.retain(|word| !is_noise(word));
        words.truncate(4);
        words.join("_")
    }
}

/// All credentials, those that most operations need first.
pub(in crate::lower) fn preferred(
    everywhere: Option<&[Requirement]>,
    operations: &[Operation],
    credentials: usize,
) -> Vec<usize> {
    let mut uses = vec![0_usize; credentials];
    for operation in operations {
        let needed = operation.security.as_deref().or(everywhere);
        for index in needed.into_iter().flatten().flatten() {
            if let Some(uses) = uses.get_mut(*index) {
                *uses += 1;
            }
        }
    }
    let mut order: Vec<usize> = (0..credentials).collect();
    order.sort_by_key(|index| std::cmp::Reverse(uses[*index]));
    order
}

/// The environment variables of the credentials of one client. No two credentials share one: the ordinary key would be
/// sent where an administrator's is asked for.
struct Variables {
    prefix: String,
    /// In upper case, as some systems do not tell cases apart.
    taken: BTreeSet<String>,
    /// The number that is tried next, for names that many want.
    numbers: BTreeMap<Vec<String>, usize>,
}

impl Variables {
    fn are_free(&self, names: &[String]) -> bool {
        are_names(names) && !names.iter().any(|name| self.taken.contains(&name.to_ascii_uppercase()))
    }

    /// What is asked for by `x-env`, where that is free; else made from the API's name and the kind, then from the
    /// scheme's own words, then numbered.
    fn take(&mut self, asked: &[String], scheme: &str, kind: &CredentialKind) -> Vec<String> {
        let (short, long) = self.made(scheme, kind);
        let asked = Some(asked.to_vec()).filter(|asked| asked.len() == short.len());
        let numbered_of = if are_names(&long) { long.clone() } else { short.clone() };
        let mut choices = asked.into_iter().chain([short, long]);
        let names = choices.find(|names| self.are_free(names));
        let names = names.unwrap_or_else(|| self.numbered(numbered_of));
        self.taken.extend(names.iter().map(|name| name.to_ascii_uppercase()));
        names
    }

    /// The first free ones of these names with a number.
    fn numbered(&mut self, wanted: Vec<String>) -> Vec<String> {
        let from = self.numbers.get(&wanted).copied().unwrap_or(2);
        for number in from.. {
            let names: Vec<String> = wanted.iter().map(|name| format!("{name}_{number}")).collect();
            if self.are_free(&names) || !are_names(&names) {
                self.numbers.insert(wanted, number + 1);
                return names;
            }
        }
        Vec::new()
    }

    /// Names made from the API's name and the kind, and the same with the scheme's own words.
    fn made(&self, scheme: &str, kind: &CredentialKind) -> (Vec<String>, Vec<String>) {
        let words = split_words(scheme);
        let is_key =
            words.windows(2).any(|pair| pair == ["api", "key"]) || words.iter().any(|word| word == "apikey");
        let ends: &[&str] = match kind {
            CredentialKind::Basic => &["USERNAME", "PASSWORD"],
            CredentialKind::Bearer if !is_key => &["TOKEN"],
            CredentialKind::Key { .. } | CredentialKind::Bearer => &["API_KEY"],
        };
        let short = ends.iter().map(|end| joined(&[&self.prefix, end])).collect();
        (short, ends.iter().map(|end| long_name(&self.prefix, &words, end)).collect())
    }
}

/// Whether the name of a scheme says more than that it is one, and of which kind.
fn says_whose(scheme: &str) -> bool {
    let is_plain = |word: &String| {
        PLAIN_WORDS.contains(&word.as_str()) || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    !split_words(scheme).iter().all(is_plain)
}

fn are_names(names: &[String]) -> bool {
    names.iter().all(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'))
}

/// What `x-env` says, whoever wrote it.
fn asked_variables(scheme: &SecurityScheme) -> Vec<String> {
    match scheme.extensions.get("x-env") {
        Some(Node::String(one)) => vec![one.clone()],
        Some(Node::List(several)) => several.iter().filter_map(Node::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// The name of a variable with the scheme's own words in it, but for those that only say that it is a scheme.
fn long_name(prefix: &str, scheme: &[String], end: &str) -> String {
    let mut words: Vec<String> = scheme.iter().map(|word| word.to_ascii_uppercase()).collect();
    words.retain(|word| word.is_ascii());
    while words.len() > 1
        && words.last().is_some_and(|last| matches!(last.as_str(), "AUTH" | "SECURITY" | "SCHEME"))
    {
        words.pop();
    }
    let words = words.join("_");
    if words.ends_with(end) { joined(&[prefix, &words]) } else { joined(&[prefix, &words, end]) }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("_")
}

/// A key that is known only by its header (`xi-api-key`) is called what it is; a vendor's prefix says nothing here.
fn credential_words(name: &str, kind: &CredentialKind) -> Words {
    let words = split_words(name);
    match (kind, words.as_slice()) {
        (CredentialKind::Key { name: header, .. }, [vendor, api, key])
            if header == name && vendor.len() <= 2 && api == "api" && key == "key" =>
        {
            Words::one("api_key")
        }
        _ => Words::one(name),
    }
}

fn key_place(place: ParameterPlace) -> KeyPlace {
    match place {
        ParameterPlace::Query => KeyPlace::Query,
        ParameterPlace::Cookie => KeyPlace::Cookie,
        ParameterPlace::Header | ParameterPlace::Path => KeyPlace::Header,
    }
}
