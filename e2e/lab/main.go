// Command lab joins network namespaces by lines that can be slow, lossy, narrow or cut, in user space: many kernels have
// no netem. It makes a namespace for each site but the first, which lives in the namespace that lab itself runs in.
// Every site N has a network card named eth9 with the address 10.78.N.2 and a route to all others through it.
//
//	lab SERVER-DELAY DIRECT-DELAY SITE...
//
// Delays are in milliseconds one way, between the first site and any other, and between two others. Commands come as
// JSON on the standard input, one a line, and each is answered by one line. When the input ends, so does everything.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"time"
)

// queued is how many packets wait for one site at most: far more than any queue of ours ever holds.
const queued = 1 << 14

// firstHost is the last number of the address that a site has at first.
const firstHost = 2

// buffer is how long a packet may wait in front of a narrow line, as in a router's queue; whatever would wait longer is
// dropped.
const buffer = 300 * time.Millisecond

// Command changes the line of a site, or reads what arrived there.
type Command struct {
	Site string `json:"site"`
	Do   string `json:"do"` // "line", "move", "listen" or "heard"
	// Loss is the share (0…1) of the packets that the site sends and nobody gets.
	Loss float64 `json:"loss"`
	// Rate is what the site can send, in bits a second; 0 is without limit.
	Rate float64 `json:"rate"`
	// Cut lets nothing in or out.
	Cut bool `json:"cut"`
	// Host is the last number of the address that the site has now.
	Host byte `json:"host"`
}

type packet struct {
	due  time.Time
	data []byte
}

// site is one place in the net, with the line that leads to it.
type site struct {
	name      string
	number    int
	namespace string
	card      *os.File
	// From each other site, so that order is kept on every way.
	inbox []chan packet
	ear   ear

	lock sync.Mutex
	line Command
	host byte
	free time.Time // when a narrow line has sent all that waits for it
}

func (s *site) set(line Command) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.line = line
	s.free = time.Now()
}

// isReached tells whether a packet that has come all the way arrives: the line may be cut, the site elsewhere.
func (s *site) isReached(data []byte) bool {
	s.lock.Lock()
	defer s.lock.Unlock()
	return !s.line.Cut && data[19] == s.host
}

// leave answers when a packet of so many bytes has left the site, or false where it never does.
func (s *site) leave(bytes int) (time.Time, bool) {
	s.lock.Lock()
	defer s.lock.Unlock()
	now := time.Now()
	if s.line.Cut || rand.Float64() < s.line.Loss {
		return now, false
	}
	if s.line.Rate == 0 {
		return now, true
	}
	if s.free.Before(now) {
		s.free = now
	}
	if s.free.Sub(now) > buffer {
		return now, false
	}
	s.free = s.free.Add(time.Duration(float64(bytes*8) / s.line.Rate * float64(time.Second)))
	return s.free, true
}

type lab struct {
	sites          []*site
	server, direct time.Duration
}

func (l *lab) delay(a, b *site) time.Duration {
	if a.number == 0 || b.number == 0 {
		return l.server
	}
	return l.direct
}

// to is the site in whose network the address lies that an IPv4 packet is meant for, or nil.
func (l *lab) to(data []byte) *site {
	if len(data) < 20 || data[0]>>4 != 4 || data[16] != 10 || data[17] != 78 || int(data[18]) >= len(l.sites) {
		return nil
	}
	return l.sites[data[18]]
}

// send takes all that leaves a site, as long as its card is there.
func (l *lab) send(from *site) {
	data := make([]byte, 1<<16)
	for {
		n, err := from.card.Read(data)
		if err != nil {
			return
		}
		to := l.to(data[:n])
		if to == nil || to == from {
			continue
		}
		left, ok := from.leave(n)
		if !ok {
			continue
		}
		select {
		case to.inbox[from.number] <- packet{left.Add(l.delay(from, to)), append([]byte(nil), data[:n]...)}:
		default:
		}
	}
}

// deliver hands on what comes to a site from another, each packet when it is due.
func (l *lab) deliver(from, to *site) {
	for one := range to.inbox[from.number] {
		time.Sleep(time.Until(one.due))
		if !to.isReached(one.data) {
			continue
		}
		to.ear.hear(one.data)
		// Its card is down: as lost as on any other line.
		_, _ = to.card.Write(one.data)
	}
}

func (l *lab) obey(command Command) (any, error) {
	for _, one := range l.sites {
		if one.name != command.Site {
			continue
		}
		switch command.Do {
		case "line":
			one.set(command)
			return struct{}{}, nil
		case "move":
			one.lock.Lock()
			one.host = command.Host
			one.lock.Unlock()
			return struct{}{}, nil
		case "listen":
			one.ear.listen()
			return struct{}{}, nil
		case "heard":
			return map[string]any{"arrivals": one.ear.heard()}, nil
		}
	}
	return nil, fmt.Errorf("no such site or command: %+v", command)
}

func start(args []string) (*lab, error) {
	if len(args) < 3 {
		return nil, fmt.Errorf("usage: lab SERVER-DELAY DIRECT-DELAY SITE")
	}
	var delays [2]time.Duration
	for i := range delays {
		ms, err := strconv.ParseFloat(args[i], 64)
		if err != nil {
			return nil, err
		}
		delays[i] = time.Duration(ms * float64(time.Millisecond))
	}
	l := &lab{server: delays[0], direct: delays[1]}
	for number, name := range args[2:] {
		card, namespace, err := settle(number)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		one := &site{name: name, number: number, namespace: namespace, card: card, host: firstHost}
		for range args[2:] {
			one.inbox = append(one.inbox, make(chan packet, queued))
		}
		l.sites = append(l.sites, one)
	}
	for _, to := range l.sites {
		go l.send(to)
		for _, from := range l.sites {
			go l.deliver(from, to)
		}
	}
	return l, nil
}

func main() {
	answer := json.NewEncoder(os.Stdout)
	l, err := start(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	namespaces := map[string]string{}
	for _, one := range l.sites {
		namespaces[one.name] = one.namespace
	}
	_ = answer.Encode(map[string]any{"namespaces": namespaces})
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var command Command
		if err := json.Unmarshal(lines.Bytes(), &command); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		said, err := l.obey(command)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		_ = answer.Encode(said)
	}
}
