"""A ZeroMQ peer that we did not write the transport of: Debian's python3-zmq.

Usage: zmq_peer.py ROUTER|DEALER bind|connect ENDPOINT [--curve-server PUBLIC SECRET | --curve-client SERVER_PUBLIC]
It prints "ready ENDPOINT" and then sends every message back as it came, all its parts. A DEALER says "hello" first,
because a ROUTER knows only peers that it has heard. A message of one part "count N SIZE" is answered by N numbered
messages of SIZE bytes. It ends when its standard input ends.
"""
import argparse
import sys

import zmq


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("type", choices=["ROUTER", "DEALER"])
    parser.add_argument("side", choices=["bind", "connect"])
    parser.add_argument("endpoint")
    parser.add_argument("--curve-server", nargs=2)
    parser.add_argument("--curve-client")
    return parser.parse_args()


def open_socket(context, wanted):
    socket = context.socket(zmq.ROUTER if wanted.type == "ROUTER" else zmq.DEALER)
    socket.linger = 0
    if wanted.curve_server:
        public, secret = (key.encode() for key in wanted.curve_server)
        socket.curve_publickey, socket.curve_secretkey, socket.curve_server = public, secret, True
    if wanted.curve_client:
        public, secret = zmq.curve_keypair()
        socket.curve_publickey, socket.curve_secretkey = public, secret
        socket.curve_serverkey = wanted.curve_client.encode()
    getattr(socket, wanted.side)(wanted.endpoint)
    return socket


def answer(socket, parts):
    words = parts[-1].split() if len(parts[-1]) < 100 else []
    if words[:1] != [b"count"]:
        socket.send_multipart(parts)
        return
    for number in range(int(words[1])):
        socket.send_multipart(parts[:-1] + [number.to_bytes(4, "little").ljust(int(words[2]), b"x")])


def main():
    wanted = arguments()
    socket = open_socket(zmq.Context(), wanted)
    print("ready", socket.last_endpoint.decode().rstrip("\0"), flush=True)
    if wanted.type == "DEALER":
        socket.send(b"hello")
    poller = zmq.Poller()
    poller.register(socket, zmq.POLLIN)
    poller.register(sys.stdin, zmq.POLLIN)
    while True:
        ready = dict(poller.poll())
        if socket in ready:
            answer(socket, socket.recv_multipart())
        if sys.stdin.fileno() in ready and not sys.stdin.read(1):
            return


main()
