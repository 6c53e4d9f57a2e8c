require "em-websocket"

host = ENV.fetch("HOST", "127.0.0.1")
port = Integer(ARGV.fetch(0, "9001"))

EventMachine::WebSocket.max_frame_size = 64 * 1024 * 1024

EventMachine.run do
  EventMachine::WebSocket.start(host: host, port: port) do |connection|
    connection.onmessage { |text| connection.send_text(text) }
    connection.onbinary { |octets| connection.send_binary(octets) }
    # An error ends its connection; without a listener it would end the server.
    connection.onerror { |error| warn(error.message) }
  end
end
