"""Asks the engine at argv[1] with grpcio and the token in argv[2], knowing the schema only; prints one JSON line a case."""

import json
import pathlib
import subprocess
import sys
import tempfile
import traceback

import grpc

HERE = pathlib.Path(__file__).resolve().parent
ENGINE = "/miaia.v1.Engine/"
PATIENCE = 20
TOKEN = (("authorization", sys.argv[2]),)
CASES = {}


def case(function):
    CASES[function.__name__] = function
    return function


def load():
    """Generates the engine's messages from its schema into a folder of their own."""
    folder = tempfile.mkdtemp(prefix="miaia-interop-")
    schema = [str(path) for path in sorted((HERE.parent / "miaia" / "v1").glob("*.proto"))]
    subprocess.run(["protoc", f"-I{HERE.parent}", f"--python_out={folder}", *schema], check=True)
    sys.path.insert(0, folder)
    from miaia.v1 import engine_pb2, session_pb2
    return engine_pb2, session_pb2


engine_pb2, session_pb2 = load()


def expect(actual, expected, what):
    if actual != expected:
        raise AssertionError(f"{what}: expected {expected!r}, got {actual!r}")


def hello(epoch):
    frame = session_pb2.StudyFrame(epoch=epoch)
    frame.hello.protocol_version = 5
    frame.hello.instrument = "ES"
    frame.hello.contract = "ESH24_FUT_CME"
    frame.hello.tick_size_points = 0.25
    frame.hello.tick_value_usd = 12.5
    frame.hello.mode = 1
    frame.hello.book_depth_levels = 10
    return frame.SerializeToString()


def bar(epoch, counter):
    frame = session_pb2.StudyFrame(epoch=epoch, counter=counter)
    close = frame.bar_close
    close.start_unix_us, close.period_seconds, close.volume_lots, close.trades = 1703545200000000, 60, 5, 2
    close.open_ticks = close.high_ticks = close.low_ticks = close.close_ticks = 19240
    close.bid_volume_lots, close.ask_volume_lots = 2, 3
    return frame.SerializeToString()


def attach(channel, requests, metadata=TOKEN):
    ask = channel.stream_stream(ENGINE + "Attach", None, session_pb2.EngineFrames.FromString)
    return ask(requests, timeout=PATIENCE, metadata=metadata)


def frames(*of):
    return session_pb2.StudyFrames(frame=of).SerializeToString()


def code_of(call):
    try:
        for _ in call:
            pass
    except grpc.RpcError as error:
        return error.code()
    return grpc.StatusCode.OK


@case
def health(channel):
    check = channel.unary_unary("/grpc.health.v1.Health/Check", None, None)
    service = b"miaia.v1.Engine"
    # HealthCheckRequest.service is field 1; HealthCheckResponse.status is field 1, and 1 is SERVING.
    expect(check(bytes([10, len(service)]) + service, timeout=PATIENCE, metadata=TOKEN), bytes([8, 1]), "status")
    expect(check(b"", timeout=PATIENCE, metadata=TOKEN), bytes([8, 1]), "status of the server")


@case
def reflection(channel):
    # ServerReflectionRequest.list_services is field 7.
    ask = channel.stream_stream("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", None, None)
    answers = b"".join(ask(iter([bytes([58, 1, 42])]), timeout=PATIENCE, metadata=TOKEN))
    for service in (b"miaia.v1.Engine", b"grpc.health.v1.Health"):
        expect(service in answers, True, f"{service} in what reflection lists")


@case
def state(channel):
    call = channel.unary_unary(
        ENGINE + "GetState", lambda m: m.SerializeToString(), engine_pb2.EngineStatus.FromString)
    answer = call(engine_pb2.GetStateRequest(), timeout=PATIENCE, metadata=TOKEN)
    es = [i for i in answer.instrument if i.instrument == "ES"][0]
    expect((es.newest_counter, es.bars), (2, 2), "what was attached and taken")


@case
def attach_in_one_message(channel):
    bodies = []
    acknowledged = 0

    def requests():
        yield frames(hello(77), bar(77, 1), bar(77, 2))
        while acknowledged < 2:
            yield frames()

    for message in attach(channel, requests()):
        for bytes_of in message.frame:
            frame = session_pb2.EngineFrame.FromString(bytes_of)
            expect(frame.epoch, 77, "epoch")
            bodies.append(frame.WhichOneof("body"))
            if bodies[-1] == "ack":
                acknowledged = frame.ack.counter
    expect(bodies[0], "welcome", "first body")
    expect(acknowledged, 2, "acknowledged")


@case
def attach_malformed(channel):
    expect(code_of(attach(channel, iter([b"\xff\xff\xff"]))), grpc.StatusCode.INVALID_ARGUMENT, "no message")
    expect(code_of(attach(channel, iter([frames(b"\xff")]))), grpc.StatusCode.INVALID_ARGUMENT, "no frame")


@case
def without_token(channel):
    for metadata in ((), (("authorization", "Bearer " + 64 * "0"),)):
        # Refused before the message is read: these bytes are none.
        expect(code_of(attach(channel, iter([b"\xff\xff\xff"]), metadata)), grpc.StatusCode.UNAUTHENTICATED, "without a token")


@case
def attach_oversized(channel):
    expect(code_of(attach(channel, iter([frames(bytes(65537))]))), grpc.StatusCode.RESOURCE_EXHAUSTED, "frame")
    expect(code_of(attach(channel, iter([frames(bytes(2000000))]))), grpc.StatusCode.RESOURCE_EXHAUSTED, "message")


def main():
    ordered = ["health", "reflection", "attach_in_one_message", "attach_malformed", "attach_oversized", "without_token", "state"]
    with grpc.insecure_channel(sys.argv[1]) as channel:
        for name in ordered:
            try:
                CASES[name](channel)
                outcome = "ok"
            except Exception:
                outcome = traceback.format_exc()
            print(json.dumps({"case": name.replace("_in_one_message", ""), "outcome": outcome}), flush=True)


main()
