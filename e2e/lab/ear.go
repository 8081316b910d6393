package main

import (
	"encoding/binary"
	"sync"
	"time"
)

// voice is the payload type that Chromium gives to Opus. Headers of SRTP are not encrypted.
const voice = 111

// ear notes when packets of voice arrive, whether they come directly or through a relay.
type ear struct {
	lock     sync.Mutex
	open     bool
	arrivals []float64 // milliseconds since 1970
}

func (e *ear) listen() {
	e.lock.Lock()
	defer e.lock.Unlock()
	e.open = true
	e.arrivals = []float64{}
}

func (e *ear) heard() []float64 {
	e.lock.Lock()
	defer e.lock.Unlock()
	return append([]float64{}, e.arrivals...)
}

func (e *ear) hear(data []byte) {
	e.lock.Lock()
	defer e.lock.Unlock()
	if e.open && isVoice(data) {
		e.arrivals = append(e.arrivals, float64(time.Now().UnixMicro())/1000)
	}
}

// isVoice tells whether an IPv4 packet carries RTP of a voice: bare, as TURN's ChannelData, or in a Data indication.
func isVoice(data []byte) bool {
	const udp = 17
	header := int(data[0]&15) * 4
	if data[9] != udp || len(data) < header+8 {
		return false
	}
	return isVoiceRtp(unwrap(data[header+8:]))
}

func unwrap(payload []byte) []byte {
	const indication, dataAttribute, head = 0x0017, 0x0013, 20
	if len(payload) < head {
		return nil
	}
	if payload[0]&0xc0 == 0x40 {
		return payload[4:]
	}
	if binary.BigEndian.Uint16(payload) != indication {
		return payload
	}
	for at := head; at+4 <= len(payload); {
		length := int(binary.BigEndian.Uint16(payload[at+2:]))
		if binary.BigEndian.Uint16(payload[at:]) == dataAttribute && at+4+length <= len(payload) {
			return payload[at+4 : at+4+length]
		}
		at += 4 + (length+3)&^3
	}
	return nil
}

func isVoiceRtp(payload []byte) bool {
	return len(payload) > 12 && payload[0]&0xc0 == 0x80 && payload[1]&0x7f == voice
}
