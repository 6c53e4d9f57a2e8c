use strict;
use warnings;
use Mojolicious::Lite -signatures;

# Where the framework sets no limit of its own, the target takes messages of any size up to this.
use constant MAX_MESSAGE => 64 * 1024 * 1024;

app->log->level('warn');
app->max_request_size(MAX_MESSAGE);

websocket '/*any' => {any => ''} => sub ($c) {
  $c->inactivity_timeout(0);
  $c->tx->with_compression;
  $c->tx->max_websocket_size(MAX_MESSAGE);
  $c->on(text   => sub ($c, $octets) { $c->send({text   => $octets}) });
  $c->on(binary => sub ($c, $octets) { $c->send({binary => $octets}) });
};

my $host = $ENV{HOST} // '127.0.0.1';
my $port = $ARGV[0]   // 9001;
app->start('daemon', '-l', "http://$host:$port");
