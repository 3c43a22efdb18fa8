//! Serves a page with calls of the runtime to a browser, and holds what they come to.
//!
//! Usage: `browser-host BROWSER PROGRAM FOLDER`: the browser's program, what was compiled for it, and a folder for what is
//! made of that. Ends with 1 where something differs, and says what; with 3 where the browser says nothing at all.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use tiny_http::{Header, Request, Response, Server};

/// What a browser may take to start, load the page and make its calls.
const PATIENCE: Duration = Duration::from_mins(1);

/// What each call has to come to: a part of what is said, and whether a request may have been made.
const EXPECTED: &[(&str, &[&str])] = &[
    (
        "unenforced",
        &[
            "redirects: the browser follows",
            "connect_timeout",
            "max_connections",
            "a call with a cookie is refused",
        ],
    ),
    ("answer", &["{\"key\":\"canary-4f1c9e\"}"]),
    ("refused", &["things.get: the connection failed: TypeError: Failed to fetch", "sent: true"]),
    ("no CORS", &["things.get: the connection failed: TypeError: Failed to fetch", "sent: true"]),
    ("cut", &["200 OK: the response broke off: TypeError: network error", "sent: true"]),
    ("redirect", &["the browser followed a redirect to another origin", "sent: true"]),
    ("cookie", &["a browser sends only cookies that it has stored", "sent: false"]),
    ("slow", &["took longer than 300ms", "sent: true"]),
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [browser, program, folder] = &words[..] else {
        eprintln!("usage: browser-host BROWSER PROGRAM FOLDER");
        return ExitCode::from(2);
    };
    match run(browser, Path::new(program), Path::new(folder)) {
        Ok(None) => {
            println!("{browser} has not loaded the page within {} s", PATIENCE.as_secs());
            ExitCode::from(3)
        }
        Ok(Some(differing)) if differing.is_empty() => {
            println!("{} calls in a browser: each as it should be", EXPECTED.len());
            ExitCode::SUCCESS
        }
        Ok(Some(differing)) => {
            println!("{}", differing.join("\n"));
            ExitCode::FAILURE
        }
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::from(2)
        }
    }
}

/// What differs from what is expected; nothing where the browser does not run here.
fn run(browser: &str, program: &Path, folder: &Path) -> Result<Option<Vec<String>>, String> {
    let written = |error: String| format!("no bindings for {}: {error}", program.display());
    let mut bindings = wasm_bindgen_cli_support::Bindgen::new();
    let bindings = bindings.input_path(program).web(true).map_err(|error| written(error.to_string()))?;
    bindings.generate(folder).map_err(|error| written(error.to_string()))?;

    let (said, hear) = mpsc::channel();
    let other = serve(folder, [String::new(), String::new()], said.clone())?;
    let cut = cut_off().map_err(|error| format!("no server: {error}"))?;
    let page = serve(folder, [other, cut], said)?;
    let mut child = open(browser, &page, folder)?;
    let mut heard: BTreeMap<String, String> = BTreeMap::new();
    while !heard.contains_key("end") {
        let Ok((name, text)) = hear.recv_timeout(PATIENCE) else { break };
        heard.insert(name, text);
    }
    // It may have ended by itself.
    let _ = child.kill();
    let _ = child.wait();
    Ok((!heard.is_empty()).then(|| differing(&heard)))
}

fn differing(heard: &BTreeMap<String, String>) -> Vec<String> {
    let mut differing = Vec::new();
    for (name, parts) in EXPECTED {
        let Some(text) = heard.get(*name) else {
            differing.push(format!("{name}: nothing was said"));
            continue;
        };
        let missing = parts.iter().filter(|part| !text.contains(**part));
        differing.extend(missing.map(|part| format!("{name}: expected `{part}` in: {text}")));
        // A script's stack has a line for each call, and only a list of rules has lines.
        if *name != "unenforced" && text.contains('\n') {
            differing.push(format!("{name}: more than one line: {text}"));
        }
        if *name != "answer" && text.contains("canary") {
            differing.push(format!("{name}: the key is shown: {text}"));
        }
    }
    differing
}

/// Opens the page without a window; what the browser keeps goes into the folder.
fn open(browser: &str, page: &str, folder: &Path) -> Result<Child, String> {
    Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("cannot start {browser}: {error}"))
}

/// Serves on a port of its own, on loopback; gives the origin. What the page says is sent on.
fn serve(folder: &Path, others: [String; 2], said: mpsc::Sender<(String, String)>) -> Result<String, String> {
    let server = Server::http("127.0.0.1:0").map_err(|error| format!("no server: {error}"))?;
    let origin = format!("http://{}", server.server_addr());
    let (server, folder) = (Arc::new(server), folder.to_owned());
    std::thread::spawn(move || {
        for request in server.incoming_requests() {
            let (folder, others, said) = (folder.clone(), others.clone(), said.clone());
            std::thread::spawn(move || answer(request, &folder, &others, &said));
        }
    });
    Ok(origin)
}

fn answer(
    mut request: Request,
    folder: &Path,
    [other, cut]: &[String; 2],
    said: &mpsc::Sender<(String, String)>,
) {
    let path = request.url().to_owned();
    let response = match path.as_str() {
        "/" => Response::from_string(PAGE.replace("OTHER", other).replace("CUT", cut))
            .with_header(header("content-type", "text/html")),
        "/app.js" => file(folder, "browser_app.js", "text/javascript"),
        "/browser_app_bg.wasm" => file(folder, "browser_app_bg.wasm", "application/wasm"),
        "/say" => {
            let mut text = String::new();
            let _ = request.as_reader().read_to_string(&mut text);
            if let Some((name, text)) = text.split_once('\n') {
                let _ = said.send((name.to_owned(), text.to_owned()));
            }
            Response::from_string("")
        }
        "/redirect/things" => Response::from_string("")
            .with_status_code(307)
            .with_header(header("location", &format!("{other}/open/things"))),
        _ => {
            if path.starts_with("/slow") {
                std::thread::sleep(Duration::from_secs(5));
            }
            let key = request.headers().iter().find(|header| header.field.equiv("xi-api-key"));
            let key = key.map_or_else(String::new, |header| header.value.to_string());
            Response::from_string(format!("{{\"key\":\"{key}\"}}"))
                .with_header(header("content-type", "application/json"))
        }
    };
    // Another origin may read what is said here, but for what is closed.
    let response = if path.starts_with("/closed") { response } else { opened(response) };
    let _ = request.respond(response);
}

/// A server whose answers end before the length that they say; gives its origin.
fn cut_off() -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let origin = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || {
        for mut connection in listener.incoming().flatten() {
            let mut head = Vec::new();
            let mut piece = [0; 1024];
            while !head.windows(4).any(|end| end == b"\r\n\r\n") {
                match connection.read(&mut piece) {
                    Ok(count) if count > 0 => head.extend_from_slice(&piece[..count]),
                    _ => break,
                }
            }
            let length = if head.starts_with(b"OPTIONS") { "0\r\n\r\n" } else { "1000\r\n\r\n[1," };
            let _ = write!(
                connection,
                "HTTP/1.1 200 OK\r\nconnection: close\r\naccess-control-allow-origin: *\r\naccess-control-allow-headers: *\r\n\
                 content-type: application/json\r\ncontent-length: {length}"
            );
        }
    });
    Ok(origin)
}

fn opened(response: Response<std::io::Cursor<Vec<u8>>>) -> Response<std::io::Cursor<Vec<u8>>> {
    let all = ["origin", "headers", "expose-headers"];
    all.iter().fold(response, |response, what| {
        let name = if *what == "expose-headers" {
            "access-control-expose-headers".to_owned()
        } else {
            format!("access-control-allow-{what}")
        };
        response.with_header(header(&name, "*"))
    })
}

fn file(folder: &Path, name: &str, media_type: &str) -> Response<std::io::Cursor<Vec<u8>>> {
    match std::fs::read(folder.join(name)) {
        Ok(bytes) => Response::from_data(bytes).with_header(header("content-type", media_type)),
        Err(_) => Response::from_string("").with_status_code(404),
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap_or_else(|()| unreachable!("{name} is a header"))
}

const PAGE: &str = "<!doctype html><script type=module>
window.say = (name, text) => { const said = new XMLHttpRequest(); said.open('POST', '/say', false); said.send(name + '\\n' + text) };
try {
  const app = await import('/app.js');
  await app.default({ module_or_path: fetch('/browser_app_bg.wasm') });
  await app.call_all(location.origin, 'OTHER', 'CUT');
} catch (error) { say('end', String(error)) }
</script>";
