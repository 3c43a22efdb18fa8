//! The server that both sides call: a process of its own, so that neither its time nor its memory counts as theirs.

use std::{
    io::{self, BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

const ARGUMENT: &str = "--serve";

/// A server that lives as long as this value.
pub(crate) struct Server {
    process: Child,
    pub(crate) base: String,
}

impl Server {
    /// Starts this program once more, as a server.
    pub(crate) fn start() -> io::Result<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut base = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut base)?;
        }
        Ok(Self { process, base: base.trim().to_owned() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that is gone already is just as well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Serves if this program was started as the server; whether it was.
pub(crate) fn serve_if_asked() -> io::Result<bool> {
    if !std::env::args().any(|argument| argument == ARGUMENT) {
        return Ok(false);
    }
    // Whoever measures may be stopped at any time; its end of the pipe is closed then.
    std::thread::spawn(|| {
        let _ = io::stdin().read(&mut [0]);
        std::process::exit(0);
    });
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(accept())?;
    Ok(true)
}

async fn accept() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(answer_all(stream));
    }
}

async fn answer_all(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let answer = r#"{"success":true,"message":"The call is on its way","conversation_id":"conv_0123456789"}"#;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nrequest-id: abc\r\ncontent-length: {}\r\n\r\n{answer}",
        answer.len()
    );
    let mut buffer = Vec::new();
    while stream.read_buf(&mut buffer).await? > 0 {
        while let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..end]).to_ascii_lowercase();
            let length =
                head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            let whole = end + 4 + length.unwrap_or(0);
            if buffer.len() < whole {
                break;
            }
            buffer.drain(..whole);
            stream.write_all(answer.as_bytes()).await?;
        }
    }
    Ok(())
}
