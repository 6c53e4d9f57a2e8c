// Goes through all cases of a fuzzing server with the client of gorilla/websocket.
package main

import (
	"fmt"
	"os"
	"strconv"

	"github.com/gorilla/websocket"
)

const agent = "gorilla"

var dialer = websocket.Dialer{EnableCompression: true}

func count(server string) int {
	ws, _, err := dialer.Dial(server+"/getCaseCount", nil)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	defer ws.Close()
	_, text, err := ws.ReadMessage()
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	n, _ := strconv.Atoi(string(text))
	return n
}

func visit(url string) {
	ws, _, err := dialer.Dial(url, nil)
	if err != nil {
		return
	}
	defer ws.Close()
	for {
		kind, message, err := ws.ReadMessage()
		if err != nil {
			return
		}
		if ws.WriteMessage(kind, message) != nil {
			return
		}
	}
}

func main() {
	server := os.Args[1]
	n := count(server)
	for i := 1; i <= n; i++ {
		visit(fmt.Sprintf("%s/runCase?case=%d&agent=%s", server, i, agent))
	}
	visit(server + "/updateReports?agent=" + agent)
}
