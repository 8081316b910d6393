package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"unsafe"
)

// cardName looks like a cable to browsers: they avoid what looks like a tunnel.
const cardName = "eth9"

// settle makes a namespace, unless the site is the first, and a network card in it. It answers the card's other end and
// the path of the namespace.
func settle(number int) (*os.File, string, error) {
	type place struct {
		card      *os.File
		namespace string
		err       error
	}
	settled := make(chan place)
	go func() {
		// The thread keeps the namespace alive and is never given to anything else.
		runtime.LockOSThread()
		namespace := fmt.Sprintf("/proc/%d/task/%d/ns/net", os.Getpid(), syscall.Gettid())
		var err error
		if number > 0 {
			err = syscall.Unshare(syscall.CLONE_NEWNET)
		}
		var card *os.File
		if err == nil {
			card, err = makeCard(number)
		}
		settled <- place{card, namespace, err}
		select {}
	}()
	found := <-settled
	return found.card, found.namespace, found.err
}

func makeCard(number int) (*os.File, error) {
	fd, err := syscall.Open("/dev/net/tun", syscall.O_RDWR|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("/dev/net/tun: %w", err)
	}
	const tunSetIff = 0x400454ca
	var request struct {
		name  [syscall.IFNAMSIZ]byte
		flags uint16
		_     [22]byte
	}
	copy(request.name[:], cardName)
	request.flags = syscall.IFF_TUN | syscall.IFF_NO_PI
	_, _, failed := syscall.Syscall(syscall.SYS_IOCTL, uintptr(fd), tunSetIff, uintptr(unsafe.Pointer(&request)))
	if failed != 0 {
		return nil, fmt.Errorf("no network card: %w", failed)
	}
	for _, args := range [][]string{
		{"link", "set", "lo", "up"},
		{"link", "set", cardName, "addrgenmode", "none", "mtu", "1500", "up"},
		{"address", "add", fmt.Sprintf("10.78.%d.%d/24", number, firstHost), "dev", cardName},
		{"route", "add", "10.78.0.0/16", "dev", cardName},
	} {
		if said, err := exec.Command("ip", args...).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("ip %v: %s", args, said)
		}
	}
	return os.NewFile(uintptr(fd), cardName), nil
}
