%% Echo server: echo_server.beam's start/1 takes the port as text.
-module(echo_server).
-behaviour(cowboy_websocket).
-export([start/1, init/2, websocket_handle/2, websocket_info/2]).

-define(MAX_FRAME, 64 * 1024 * 1024).

start([Port]) ->
    {ok, _} = application:ensure_all_started(cowboy),
    {ok, Host} = inet:parse_address(os:getenv("HOST", "127.0.0.1")),
    Routes = cowboy_router:compile([{'_', [{'_', ?MODULE, []}]}]),
    {ok, _} = cowboy:start_clear(echo, [{ip, Host}, {port, list_to_integer(Port)}],
                                 #{env => #{dispatch => Routes}}),
    ok.

init(Request, State) ->
    Options = #{compress => true, idle_timeout => infinity, max_frame_size => ?MAX_FRAME},
    {cowboy_websocket, Request, State, Options}.

websocket_handle({text, Text}, State) -> {[{text, Text}], State};
websocket_handle({binary, Octets}, State) -> {[{binary, Octets}], State};
websocket_handle(_, State) -> {[], State}.

websocket_info(_, State) -> {[], State}.
