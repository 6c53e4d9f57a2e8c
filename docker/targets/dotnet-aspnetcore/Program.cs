using System.Net.WebSockets;

var host = Environment.GetEnvironmentVariable("HOST") ?? "127.0.0.1";
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls($"http://{host}:{args.FirstOrDefault("9001")}");
var app = builder.Build();
app.UseWebSockets();
app.Run(async context =>
{
    if (!context.WebSockets.IsWebSocketRequest)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return;
    }
    using var socket = await context.WebSockets.AcceptWebSocketAsync(
        new WebSocketAcceptContext { DangerousEnableCompression = true });
    var buffer = new byte[64 * 1024];
    while (true)
    {
        var piece = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        if (piece.MessageType == WebSocketMessageType.Close)
        {
            await socket.CloseAsync(
                socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, socket.CloseStatusDescription, CancellationToken.None);
            return;
        }
        await socket.SendAsync(buffer.AsMemory(0, piece.Count), piece.MessageType, piece.EndOfMessage, CancellationToken.None);
    }
});
