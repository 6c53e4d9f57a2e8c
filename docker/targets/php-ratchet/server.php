<?php

declare(strict_types=1);

require __DIR__ . '/vendor/autoload.php';

use Ratchet\ConnectionInterface;
use Ratchet\Http\HttpServer;
use Ratchet\RFC6455\Messaging\MessageInterface;
use Ratchet\Server\IoServer;
use Ratchet\WebSocket\MessageComponentInterface;
use Ratchet\WebSocket\WsServer;

final class EchoServer implements MessageComponentInterface
{
    public function onOpen(ConnectionInterface $connection): void
    {
    }

    public function onMessage(ConnectionInterface $connection, MessageInterface $message): void
    {
        // A message remembers whether it was text or binary.
        $connection->send($message);
    }

    public function onClose(ConnectionInterface $connection): void
    {
    }

    public function onError(ConnectionInterface $connection, \Exception $problem): void
    {
        $connection->close();
    }
}

$host = getenv('HOST') ?: '127.0.0.1';
IoServer::factory(new HttpServer(new WsServer(new EchoServer())), (int) ($argv[1] ?? 9001), $host)->run();
