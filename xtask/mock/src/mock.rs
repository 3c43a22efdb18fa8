//! A description that answers.
//!
//! In: a request, whole. Out: the answer of the operation that it means, or the problem with it.
//! Must never know: sockets.

use bytes::Bytes;
use codegen::diag::{Diagnostics, Severity};
use codegen::document::{OperationSpec, ParameterPlace, ServerSpec, read_document};
use codegen::load::Node;
use http::{HeaderMap, Method, Request, Response, StatusCode};

use crate::answer::{self, Source};
use crate::credential::{self, Missing};
use crate::parameters::{self, Given};
use crate::prefer::Prefer;
use crate::problem::{Problem, Violation};
use crate::route::{Route, Variables, decoded, pairs};
use crate::value::Reader;
use crate::{body, route};

/// A description that is ready to answer.
///
/// ```
/// use callwright_mock::Mock;
/// use codegen::load::{Files, Source};
/// use codegen::{Input, Options, describe, diag::Diagnostics};
///
/// let text = "
/// openapi: 3.1.0
/// info: { title: Pets, version: '1' }
/// paths:
///   /pets/{id}:
///     get:
///       parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
///       responses: { '200': { description: A pet, content: { application/json: { example: { name: Tom } } } } }
/// ";
/// let sources = [Source::new("pets.yaml", text.as_bytes())];
/// let input = Input { sources: &sources, reader: &|_| None, options: &Options::default() };
/// let description = describe(&input, &mut Files::default(), &mut Diagnostics::new()).expect("a description");
/// let mock = Mock::new(description.root, 0);
///
/// let get = |path: &str| mock.reply(&http::Request::get(path).body(bytes::Bytes::new()).unwrap());
/// assert_eq!(get("/pets/7").response.body(), r#"{"name":"Tom"}"#);
/// assert_eq!(get("/pets/seven").response.status(), 422);
/// ```
#[derive(Debug)]
pub struct Mock {
    root: Node,
    /// The most literal path first.
    operations: Vec<Operation>,
    schemes: Vec<(String, codegen::document::SecurityScheme)>,
    /// What stands before the paths in the URLs of servers.
    prefixes: Vec<String>,
    seed: u64,
    notes: Vec<String>,
}

#[derive(Debug)]
struct Operation {
    route: Route,
    spec: OperationSpec,
    /// The ways to be allowed.
    security: Vec<codegen::document::Requirement>,
}

/// An answer, and what to tell people about it.
#[derive(Debug)]
pub struct Reply {
    /// The answer.
    pub response: Response<Bytes>,
    /// The operation that was meant: its `operationId`, or its path.
    pub operation: Option<String>,
    /// Why there is no answer of the description, if there is none.
    pub problem: Option<String>,
    /// What the description does not allow about the request.
    pub violations: Vec<Violation>,
}

impl Mock {
    /// Prepares a normalised description; `seed` decides between made-up values.
    #[must_use]
    pub fn new(root: Node, seed: u64) -> Self {
        let mut diagnostics = Diagnostics::new();
        let document = read_document(&root, &mut diagnostics);
        let warnings = diagnostics.as_slice().iter().filter(|found| found.code.severity != Severity::Note);
        let mut notes: Vec<String> = warnings
            .map(|found| format!("{}: {} ({:?})", found.code.id, found.message, found.pointer))
            .collect();
        let everywhere = document.security.clone().unwrap_or_default();
        let prefixes =
            prefixes(document.servers.iter().chain(document.operations.iter().flat_map(|one| &one.servers)));
        let mut operations: Vec<Operation> = Vec::new();
        for spec in document.operations {
            let route = Route::new(&spec.path);
            let shadow = operations
                .iter()
                .find(|other| other.spec.method == spec.method && other.route.is_same(&route));
            if let Some(other) = shadow {
                let reason = if route.has_fragment {
                    "a fragment is never sent to a server"
                } else {
                    "both match the same paths; the first whose variables match is used"
                };
                notes.push(format!(
                    "{} {} may be handled as {}: {reason}",
                    spec.method, spec.path, other.spec.path
                ));
            }
            let security = spec.security.clone().unwrap_or_else(|| everywhere.clone());
            operations.push(Operation { route, spec, security });
        }
        operations.sort_by_key(|operation| operation.route.rank());
        let schemes = document.security_schemes.into_iter().collect();
        Self { root, operations, schemes, prefixes, seed, notes }
    }

    /// How many operations are served.
    #[must_use]
    pub fn operations(&self) -> usize {
        self.operations.len()
    }

    /// What people should know before they send requests.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Answers a request.
    #[must_use]
    pub fn reply(&self, request: &Request<Bytes>) -> Reply {
        let query = pairs(request.uri().query().unwrap_or_default());
        let (operation, variables) = match self.find(request, &query) {
            Ok(found) => found,
            Err(problem) => return refused(&problem, None),
        };
        let name = operation.spec.operation_id.clone().unwrap_or_else(|| operation.spec.path.clone());
        let prefer = Prefer::read(request.headers(), &query);
        let source = Source { root: &self.root, seed: self.seed };
        let answered = self
            .check(operation, &variables, &query, request)
            .and_then(|()| answer::answer(source, &operation.spec, request.headers(), &prefer));
        match answered {
            Ok(response) => Reply { response, operation: Some(name), problem: None, violations: Vec::new() },
            Err(problem) => refused(&problem, Some(name)),
        }
    }

    /// The operation that a request means.
    fn find<'s>(
        &'s self,
        request: &Request<Bytes>,
        query: &[(String, String)],
    ) -> Result<(&'s Operation, Variables), Problem> {
        let path = request.uri().path();
        let matching = self.matching(path, query);
        let method = request.method();
        let is_meant = |wanted: &str| {
            let mut meant = matching.iter().filter(|(operation, _)| operation.spec.method == wanted);
            let first = meant.next()?;
            // Two paths may match alike (`/a/{id}`, `/a/{name}`); then the first whose variables fit is meant, and of
            // those the first that takes such a body (`/a#json`, `/a#file`).
            let rank = first.0.route.rank();
            let alike = meant.take_while(|(operation, _)| operation.route.rank() == rank);
            let fits = |(operation, variables): &&(&'s Operation, Variables)| self.fits(operation, variables);
            let fitting: Vec<_> = std::iter::once(first).chain(alike).filter(fits).collect();
            let takes_body = |(operation, _): &&&(&'s Operation, Variables)| {
                operation.spec.body.as_ref().is_none_or(|body| body::is_of_kind(body, request.headers()))
            };
            fitting.iter().find(takes_body).or(fitting.first()).copied().or(Some(first)).cloned()
        };
        if let Some(found) = is_meant(method.as_str()) {
            return Ok(found);
        }
        if *method == Method::HEAD
            && let Some(found) = is_meant("GET")
        {
            return Ok(found);
        }
        let mut allow: Vec<String> =
            matching.iter().map(|(operation, _)| operation.spec.method.clone()).collect();
        if !allow.is_empty() {
            if allow.iter().any(|method| method == "GET") {
                allow.push("HEAD".to_owned());
            }
            allow.sort();
            allow.dedup();
            let detail = format!("{path} accepts {}, not {method}", allow.join(", "));
            return Err(Problem { allow, ..Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail) });
        }
        Err(Problem::new(StatusCode::NOT_FOUND, format!("the description has no path for {path}")))
    }

    /// The operations that a path can mean, the most literal first. Clients keep the path of the server's URL or leave
    /// it out with the rest of that URL, so the path is read both ways: `/v2/users` is `/users` below `/v2` rather than
    /// `/{owner}/users`.
    fn matching(&self, path: &str, query: &[(String, String)]) -> Vec<(&Operation, Variables)> {
        let cut = self.prefixes.iter().filter_map(|prefix| path.strip_prefix(prefix.as_str()));
        let paths: Vec<&str> =
            std::iter::once(path).chain(cut.filter(|rest| rest.starts_with('/'))).collect();
        let matches = |operation: &Operation| {
            let mut readings = paths.iter().map(|path| operation.route.readings(path, query));
            let mut readings = readings.find(|readings| !readings.is_empty())?;
            // What stands side by side (`/{id}{extension}`) is told apart by what the variables may be.
            let fitting = if readings.len() > 1 {
                readings.iter().position(|variables| self.fits(operation, variables))
            } else {
                None
            };
            Some(readings.swap_remove(fitting.unwrap_or(0)))
        };
        self.operations.iter().filter_map(|operation| Some((operation, matches(operation)?))).collect()
    }

    /// Whether the variables of a path are what its operation wants.
    fn fits(&self, operation: &Operation, variables: &Variables) -> bool {
        let given = Given { variables, query: &[], headers: &HeaderMap::new() };
        let parameters = &operation.spec.parameters;
        let of_path = parameters.iter().filter(|parameter| parameter.place == ParameterPlace::Path).cloned();
        parameters::check(&Reader::new(&self.root), &of_path.collect::<Vec<_>>(), &given).is_empty()
    }

    /// Judges a request: first whether it may, then whether it can be read, then whether it is right.
    fn check(
        &self,
        operation: &Operation,
        variables: &Variables,
        query: &[(String, String)],
        request: &Request<Bytes>,
    ) -> Result<(), Problem> {
        let headers: &HeaderMap = request.headers();
        let plain: Vec<(String, String)> =
            query.iter().map(|(name, value)| (name.clone(), decoded(value))).collect();
        credential::check(&operation.security, &self.schemes, headers, &plain).map_err(unauthorised)?;
        // What is left for a parameter that is the whole query.
        let is_credential = |name: &str| credential::is_in_query(&operation.security, &self.schemes, name);
        let query: Vec<(String, String)> =
            query.iter().filter(|(name, _)| !is_credential(name)).cloned().collect();
        let reader = Reader::new(&self.root);
        let given = Given { variables, query: &query, headers };
        let mut violations = parameters::check(&reader, &operation.spec.parameters, &given);
        violations.extend(body::check(&reader, operation.spec.body.as_ref(), headers, request.body())?);
        if violations.is_empty() { Ok(()) } else { Err(Problem::invalid(violations)) }
    }
}

fn unauthorised(missing: Missing) -> Problem {
    let detail = format!("a credential is missing: {}", missing.wanted);
    Problem { challenge: Some(missing.challenge), ..Problem::new(StatusCode::UNAUTHORIZED, detail) }
}

pub(crate) fn refused(problem: &Problem, operation: Option<String>) -> Reply {
    Reply {
        response: problem.response(),
        operation,
        problem: Some(problem.detail.clone()),
        violations: problem.violations.clone(),
    }
}

/// The paths of servers, so that a client whose base URL keeps them is understood too.
fn prefixes<'s>(servers: impl Iterator<Item = &'s ServerSpec>) -> Vec<String> {
    let mut prefixes = Vec::new();
    for server in servers {
        let mut url = server.url.clone();
        for (name, variable) in &server.variables {
            url = url.replace(&format!("{{{name}}}"), &variable.default);
        }
        let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        let path = rest.find('/').map_or("", |at| &rest[at..]).trim_end_matches('/');
        if !path.is_empty() && !prefixes.iter().any(|known| known == path) {
            prefixes.push(route::decoded(path));
        }
    }
    prefixes
}

#[cfg(test)]
mod tests;
