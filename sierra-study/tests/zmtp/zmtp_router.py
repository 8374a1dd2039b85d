"""A ROUTER that we did not write: Debian's libzmq through python3-zmq. It sends every message back as it came; one of 'P' and
eight bytes is answered with so many bytes of the pattern that miaia-zmtp-peer knows.

  zmtp_router.py serve ENDPOINT         prints "ready ENDPOINT" and serves until its standard input ends
  zmtp_router.py hold ENDPOINT          the same, but reads and answers nothing
  zmtp_router.py run PROGRAM ARGUMENT...  serves a program, {endpoint} in its arguments replaced; its exit code is the program's
"""
import os
import subprocess
import sys
import threading

import zmq


def pattern(size):
    period = bytes(ord("a") + (i * 7 + size) % 26 for i in range(26))
    return (period * (size // 26 + 1))[:size]


def bind(endpoint):
    router = zmq.Context().socket(zmq.ROUTER)
    # Without marks, because a ROUTER drops what exceeds them, and here everything has to be answered.
    router.sndhwm = router.rcvhwm = 0
    router.linger = 0
    router.bind(endpoint)
    return router, router.last_endpoint.decode().rstrip("\0")


def answer_all(router):
    while True:
        parts = router.recv_multipart()
        body = parts[-1]
        if len(body) == 9 and body[:1] == b"P":
            parts[-1] = pattern(int.from_bytes(body[1:], "big"))
        router.send_multipart(parts)


def main():
    runs = sys.argv[1] == "run"
    router, endpoint = bind("tcp://127.0.0.1:*" if runs else sys.argv[2])
    if sys.argv[1] != "hold":
        threading.Thread(target=answer_all, args=(router,), daemon=True).start()
    if runs:
        return subprocess.run([argument.replace("{endpoint}", endpoint) for argument in sys.argv[2:]], check=False).returncode
    print("ready", endpoint, flush=True)
    sys.stdin.read()
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # The thread that serves is in libzmq and does not come back.
    os._exit(code)
