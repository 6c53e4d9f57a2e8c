//! Goes through all cases of a fuzzing server with the client of tungstenite.
use tungstenite::{connect, Error, Message};

const AGENT: &str = "tungstenite";

fn count(server: &str) -> Result<u32, Error> {
    let (mut socket, _) = connect(format!("{server}/getCaseCount"))?;
    let count = match socket.read()? {
        Message::Text(text) => text.as_str().parse().unwrap_or(0),
        _ => 0,
    };
    while socket.read().is_ok() {}
    Ok(count)
}

fn visit(url: String) -> Result<(), Error> {
    let (mut socket, _) = connect(url)?;
    loop {
        let message = socket.read()?;
        if message.is_text() || message.is_binary() {
            socket.send(message)?;
        }
    }
}

fn main() -> Result<(), Error> {
    let server = std::env::args().nth(1).expect("the URL of a fuzzing server");
    for number in 1..=count(&server)? {
        // How a case ends is for the server to judge.
        let _ = visit(format!("{server}/runCase?case={number}&agent={AGENT}"));
    }
    let _ = visit(format!("{server}/updateReports?agent={AGENT}"));
    Ok(())
}
