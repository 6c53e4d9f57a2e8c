#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <cstdlib>
#include <memory>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using tcp = asio::ip::tcp;

class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(tcp::socket socket) : socket_(std::move(socket)) {}

  void run() {
    websocket::permessage_deflate deflate;
    deflate.server_enable = true;
    socket_.set_option(deflate);
    socket_.set_option(websocket::stream_base::timeout::suggested(beast::role_type::server));
    socket_.read_message_max(64 << 20);
    socket_.async_accept(
        [self = shared_from_this()](beast::error_code error) {
          if (!error) self->read();
        });
  }

 private:
  void read() {
    socket_.async_read(buffer_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (!error) self->write();
    });
  }

  void write() {
    socket_.text(socket_.got_text());
    socket_.async_write(
        buffer_.data(), [self = shared_from_this()](beast::error_code error, std::size_t) {
          if (error) return;
          self->buffer_.consume(self->buffer_.size());
          self->read();
        });
  }

  websocket::stream<beast::tcp_stream> socket_;
  beast::flat_buffer buffer_;
};

static void accept(tcp::acceptor& acceptor) {
  acceptor.async_accept([&acceptor](beast::error_code error, tcp::socket socket) {
    if (!error) std::make_shared<Session>(std::move(socket))->run();
    accept(acceptor);
  });
}

int main(int argc, char** argv) {
  const auto port = static_cast<unsigned short>(std::atoi(argc > 1 ? argv[1] : "9001"));
  const char* host = std::getenv("HOST");
  asio::io_context context(1);
  tcp::acceptor acceptor(context, {asio::ip::make_address(host ? host : "127.0.0.1"), port});
  accept(acceptor);
  context.run();
}
