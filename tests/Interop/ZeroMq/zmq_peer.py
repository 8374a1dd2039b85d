"""A DEALER that we did not write the transport of: Debian's python3-zmq, which is libzmq.

Usage: zmq_peer.py ENDPOINT [--identity NAME] [--first HEX[,HEX...]] [--zeros N] [--deaf] [--print]
It connects, sends its first message (--first: its parts; --zeros: N zero bytes; "hello" by itself) and prints "ready". Then it sends
every message back as it came; with --print it prints "got HEX" instead, with --deaf it never reads. It ends when its input ends.
"""
import argparse
import sys

import zmq


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("endpoint")
    parser.add_argument("--identity")
    parser.add_argument("--first", default=b"hello".hex())
    parser.add_argument("--zeros", type=int)
    parser.add_argument("--deaf", action="store_true")
    parser.add_argument("--print", action="store_true", dest="prints")
    return parser.parse_args()


def main():
    wanted = arguments()
    socket = zmq.Context().socket(zmq.DEALER)
    socket.linger = 0
    if wanted.deaf:
        socket.rcvhwm = 10
    if wanted.identity:
        socket.routing_id = wanted.identity.encode()
    socket.connect(wanted.endpoint)
    first = [bytes(wanted.zeros)] if wanted.zeros is not None else [bytes.fromhex(part) for part in wanted.first.split(",")]
    socket.send_multipart(first)
    print("ready", flush=True)
    poller = zmq.Poller()
    if not wanted.deaf:
        poller.register(socket, zmq.POLLIN)
    poller.register(sys.stdin, zmq.POLLIN)
    while True:
        ready = dict(poller.poll())
        if socket in ready:
            parts = socket.recv_multipart()
            if wanted.prints:
                print("got", b"".join(parts).hex(), flush=True)
            else:
                socket.send_multipart(parts)
        if sys.stdin.fileno() in ready and not sys.stdin.read(1):
            return


main()
