program echo_server;

{$I mormot.defines.inc}

uses
  {$I mormot.uses.inc}
  SysUtils,
  mormot.core.base,
  mormot.core.os,
  mormot.net.server,
  mormot.net.ws.core,
  mormot.net.ws.server;

type
  TEcho = class(TWebSocketProtocolChat)
  public
    procedure Answer(Sender: TWebSocketProcess; const Frame: TWebSocketFrame);
  end;

procedure TEcho.Answer(Sender: TWebSocketProcess; const Frame: TWebSocketFrame);
begin
  if Frame.opcode in [focText, focBinary] then
    SendFrame(Sender, Frame);
end;

var
  Host: RawUtf8;
  Server: TWebSocketServer;
  Echo: TEcho;
begin
  Host := RawUtf8(GetEnvironmentVariable('HOST'));
  if Host = '' then
    Host := '127.0.0.1';
  Server := TWebSocketServer.Create(Host + ':' + RawUtf8(ParamStr(1)), nil, nil, 'echo');
  try
    // A protocol without a name and a URI is for every connection that names none.
    Echo := TEcho.Create('', '');
    Echo.OnIncomingFrame := Echo.Answer;
    Server.WebSocketProtocols.Add(Echo);
    Server.WaitStarted;
    repeat
      SleepHiRes(1000);
    until false;
  finally
    Server.Free;
  end;
end.
