package main

import (
	"log"
	"net"
	"net/http"
	"os"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

func echo(connection net.Conn) {
	defer connection.Close()
	for {
		message, kind, err := wsutil.ReadClientData(connection)
		if err != nil {
			return
		}
		if err := wsutil.WriteServerMessage(connection, kind, message); err != nil {
			return
		}
	}
}

func upgrade(w http.ResponseWriter, r *http.Request) {
	connection, _, _, err := ws.UpgradeHTTP(r, w)
	if err != nil {
		return
	}
	go echo(connection)
}

func main() {
	host := os.Getenv("HOST")
	if host == "" {
		host = "127.0.0.1"
	}
	log.Fatal(http.ListenAndServe(host+":"+os.Args[1], http.HandlerFunc(upgrade)))
}
