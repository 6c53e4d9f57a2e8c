use std::net::{TcpListener, TcpStream};
use std::thread;

use tungstenite::{accept, Message};

/// Ends with the error that says how the connection ended, a normal close included.
fn echo(stream: TcpStream) -> tungstenite::Result<()> {
    stream.set_nodelay(true)?;
    let Ok(mut socket) = accept(stream) else {
        return Ok(());
    };
    loop {
        match socket.read()? {
            message @ (Message::Text(_) | Message::Binary(_)) => socket.send(message)?,
            _ => {}
        }
    }
}

fn main() -> std::io::Result<()> {
    let port = std::env::args().nth(1).unwrap_or("9001".into());
    let host = std::env::var("HOST").unwrap_or("127.0.0.1".into());
    let listener = TcpListener::bind(format!("{host}:{port}"))?;
    for stream in listener.incoming() {
        let stream = stream?;
        thread::spawn(move || echo(stream));
    }
    Ok(())
}
