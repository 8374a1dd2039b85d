"""Runs every case against the server at argv[1] with grpcio; prints one JSON line a case."""

import json
import queue
import sys
import traceback

import grpc

import peer_contract as contract

pb = contract.load()
CASES = {}
PATIENCE = 20


def case(function):
    CASES[function.__name__] = function
    return function


def method(channel, kind, name, request, response, service=contract.SERVICE):
    return getattr(channel, kind)(service + name, request.SerializeToString, response.FromString)


def expect(actual, expected, what):
    if actual != expected:
        raise AssertionError(f"{what}: expected {expected!r}, got {actual!r}")


def failure_of(call):
    try:
        call()
    except grpc.RpcError as error:
        return error
    raise AssertionError("the call ended with OK")


class Requests:
    """A request stream that is fed one by one."""

    def __init__(self):
        self._queue = queue.Queue()

    def send(self, ask):
        self._queue.put(ask)

    def end(self):
        self._queue.put(None)

    def __iter__(self):
        return self

    def __next__(self):
        ask = self._queue.get()
        if ask is None:
            raise StopIteration
        return ask


def both(channel):
    return method(channel, "stream_stream", "Both", pb.Ask, pb.Answer)


def unary(channel):
    return method(channel, "unary_unary", "Unary", pb.Ask, pb.Answer)


@case
def empty_unary(channel):
    call = method(channel, "unary_unary", "Empty", pb.Nothing, pb.Nothing)
    expect(call(pb.Nothing(), timeout=PATIENCE), pb.Nothing(), "answer")


@case
def large_unary(channel):
    reply = unary(channel)(pb.Ask(payload=bytes(271828), answer_bytes=314159), timeout=PATIENCE)
    expect(reply.payload, bytes(314159), "payload")


@case
def client_streaming(channel):
    call = method(channel, "stream_unary", "Up", pb.Ask, pb.Sum)
    asks = (pb.Ask(payload=bytes(size)) for size in (27182, 8, 1828, 45904))
    expect(call(asks, timeout=PATIENCE).payload_bytes, 74922, "sum")


@case
def server_streaming(channel):
    call = method(channel, "unary_stream", "Down", pb.AskMany, pb.Answer)
    sizes = [len(a.payload) for a in call(pb.AskMany(answer_bytes=[31415, 9, 2653, 58979]), timeout=PATIENCE)]
    expect(sizes, [31415, 9, 2653, 58979], "sizes")


@case
def ping_pong(channel):
    requests = Requests()
    answers = both(channel)(requests, timeout=PATIENCE)
    for asked, sent in ((31415, 27182), (9, 8), (2653, 1828), (58979, 45904)):
        requests.send(pb.Ask(payload=bytes(sent), answer_bytes=asked))
        expect(len(next(answers).payload), asked, "size")
    requests.end()
    expect(list(answers), [], "rest")
    expect(answers.code(), grpc.StatusCode.OK, "code")


@case
def empty_stream(channel):
    expect(list(both(channel)(iter(()), timeout=PATIENCE)), [], "answers")


@case
def cancel_after_begin(channel):
    call = method(channel, "stream_unary", "Up", pb.Ask, pb.Sum).future(Requests(), timeout=PATIENCE)
    call.cancel()
    expect(call.code(), grpc.StatusCode.CANCELLED, "code")


@case
def cancel_after_first_response(channel):
    requests = Requests()
    answers = both(channel)(requests, timeout=PATIENCE)
    requests.send(pb.Ask(answer_bytes=31415))
    expect(len(next(answers).payload), 31415, "size")
    answers.cancel()
    expect(answers.code(), grpc.StatusCode.CANCELLED, "code")


@case
def timeout_on_sleeping_server(channel):
    requests = Requests()
    requests.send(pb.Ask(sleep_ms=10000))
    error = failure_of(lambda: list(both(channel)(requests, timeout=0.2)))
    expect(error.code(), grpc.StatusCode.DEADLINE_EXCEEDED, "code")


@case
def status_code_and_message(channel):
    ask = pb.Ask(status_code=2, status_text="test status message")
    one = failure_of(lambda: unary(channel)(ask, timeout=PATIENCE))
    many = failure_of(lambda: list(both(channel)(iter([ask]), timeout=PATIENCE)))
    for error in (one, many):
        expect((error.code(), error.details()), (grpc.StatusCode.UNKNOWN, "test status message"), "status")


@case
def special_status_message(channel):
    text = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"
    error = failure_of(lambda: unary(channel)(pb.Ask(status_code=2, status_text=text), timeout=PATIENCE))
    expect((error.code(), error.details()), (grpc.StatusCode.UNKNOWN, text), "status")


@case
def unimplemented_method(channel):
    call = method(channel, "unary_unary", "Missing", pb.Nothing, pb.Nothing)
    expect(failure_of(lambda: call(pb.Nothing(), timeout=PATIENCE)).code(), grpc.StatusCode.UNIMPLEMENTED, "code")


@case
def unimplemented_service(channel):
    call = method(channel, "unary_unary", "Empty", pb.Nothing, pb.Nothing, "/miaia.interop.v1.Nobody/")
    expect(failure_of(lambda: call(pb.Nothing(), timeout=PATIENCE)).code(), grpc.StatusCode.UNIMPLEMENTED, "code")


@case
def custom_metadata(channel):
    sent = ((contract.ECHO_INITIAL, "test_initial_metadata_value"), (contract.ECHO_TRAILING, b"\xab\xab\xab"))
    ask = pb.Ask(payload=bytes(271828), answer_bytes=314159)
    _, one = unary(channel).with_call(ask, timeout=PATIENCE, metadata=sent)
    many = both(channel)(iter([ask]), timeout=PATIENCE, metadata=sent)
    list(many)
    for call in (one, many):
        expect(dict(call.initial_metadata()).get(contract.ECHO_INITIAL), sent[0][1], "initial")
        expect(dict(call.trailing_metadata()).get(contract.ECHO_TRAILING), sent[1][1], "trailing")


def main():
    options = (("grpc.max_receive_message_length", contract.MESSAGE_BYTES_MAX),)
    with grpc.insecure_channel(sys.argv[1], options=options) as channel:
        for name, run in CASES.items():
            try:
                run(channel)
                outcome = "ok"
            except Exception:
                outcome = traceback.format_exc()
            print(json.dumps({"case": name, "outcome": outcome}), flush=True)


main()
