"""A grpcio server with every method of interop.proto; prints its port and serves until its input closes."""

import sys
import time
from concurrent import futures

import grpc

import peer_contract as contract

pb = contract.load()


def echo_metadata(context):
    for key, value in context.invocation_metadata():
        if key == contract.ECHO_INITIAL:
            context.send_initial_metadata(((key, value),))
        if key == contract.ECHO_TRAILING:
            context.set_trailing_metadata(((key, value),))


def answer(ask, context):
    if ask.sleep_ms:
        end = time.monotonic() + ask.sleep_ms / 1000
        while time.monotonic() < end and context.is_active():
            time.sleep(0.01)
    if ask.status_code:
        code = next(c for c in grpc.StatusCode if c.value[0] == ask.status_code)
        context.abort(code, ask.status_text)
    return pb.Answer(payload=bytes(ask.answer_bytes))


def unary(ask, context):
    echo_metadata(context)
    return answer(ask, context)


def up(asks, context):
    return pb.Sum(payload_bytes=sum(len(ask.payload) for ask in asks))


def down(ask, context):
    for size in ask.answer_bytes:
        yield pb.Answer(payload=bytes(size))


def both(asks, context):
    echo_metadata(context)
    for ask in asks:
        yield answer(ask, context)


def handlers():
    make = grpc
    read = lambda message: message.FromString
    write = lambda message: message.SerializeToString
    return {
        "Empty": make.unary_unary_rpc_method_handler(
            lambda request, context: pb.Nothing(), read(pb.Nothing), write(pb.Nothing)),
        "Unary": make.unary_unary_rpc_method_handler(unary, read(pb.Ask), write(pb.Answer)),
        "Up": make.stream_unary_rpc_method_handler(up, read(pb.Ask), write(pb.Sum)),
        "Down": make.unary_stream_rpc_method_handler(down, read(pb.AskMany), write(pb.Answer)),
        "Both": make.stream_stream_rpc_method_handler(both, read(pb.Ask), write(pb.Answer)),
    }


def main():
    server = grpc.server(
        futures.ThreadPoolExecutor(max_workers=16),
        options=(("grpc.max_receive_message_length", contract.MESSAGE_BYTES_MAX),))
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler("miaia.interop.v1.Peer", handlers()),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(f"ready {port}", flush=True)
    sys.stdin.read()
    server.stop(0)


main()
