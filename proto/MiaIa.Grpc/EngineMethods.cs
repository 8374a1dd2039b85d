using MiaIa.V1;

namespace MiaIa.Grpc;

/// <summary>The methods of <c>miaia.v1.Engine</c>. A test holds them against the descriptor of engine.proto.</summary>
public static class EngineMethods
{
    /// <summary>Full name of the service.</summary>
    public const string Service = "miaia.v1.Engine";

    /// <summary>One study's session, with messages as objects.</summary>
    public static GrpcMethod<StudyFrame, EngineFrame> Attach { get; } =
        new(
            Service,
            "Attach",
            GrpcMethodKind.Duplex,
            ProtobufMarshaller.For(StudyFrame.Parser),
            ProtobufMarshaller.For(EngineFrame.Parser)
        );

    /// <summary>The same method on the wire, with messages as bytes: for the bridge, which relays them unread.</summary>
    public static GrpcMethod<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> AttachRaw { get; } =
        new(Service, "Attach", GrpcMethodKind.Duplex, RawMarshaller.Instance, RawMarshaller.Instance);

    /// <summary>Every signal event from now on, and first the signals that are alive.</summary>
    public static GrpcMethod<WatchSignalsRequest, Signal> WatchSignals { get; } =
        new(
            Service,
            "WatchSignals",
            GrpcMethodKind.ServerStream,
            ProtobufMarshaller.For(WatchSignalsRequest.Parser),
            ProtobufMarshaller.For(Signal.Parser)
        );

    /// <summary>The score, at most once each interval.</summary>
    public static GrpcMethod<WatchStateRequest, ConfluenceState> WatchState { get; } =
        new(
            Service,
            "WatchState",
            GrpcMethodKind.ServerStream,
            ProtobufMarshaller.For(WatchStateRequest.Parser),
            ProtobufMarshaller.For(ConfluenceState.Parser)
        );

    /// <summary>What the engine holds now.</summary>
    public static GrpcMethod<GetStateRequest, EngineStatus> GetState { get; } =
        new(
            Service,
            "GetState",
            GrpcMethodKind.Unary,
            ProtobufMarshaller.For(GetStateRequest.Parser),
            ProtobufMarshaller.For(EngineStatus.Parser)
        );

    /// <summary>No new signal until Resume.</summary>
    public static GrpcMethod<HaltRequest, SwitchReply> Halt { get; } =
        new(Service, "Halt", GrpcMethodKind.Unary, ProtobufMarshaller.For(HaltRequest.Parser), ProtobufMarshaller.For(SwitchReply.Parser));

    /// <summary>Signals again.</summary>
    public static GrpcMethod<ResumeRequest, SwitchReply> Resume { get; } =
        new(
            Service,
            "Resume",
            GrpcMethodKind.Unary,
            ProtobufMarshaller.For(ResumeRequest.Parser),
            ProtobufMarshaller.For(SwitchReply.Parser)
        );

    /// <summary>Halts, then asks every attached study to cancel and close.</summary>
    public static GrpcMethod<FlattenRequest, SwitchReply> Flatten { get; } =
        new(
            Service,
            "Flatten",
            GrpcMethodKind.Unary,
            ProtobufMarshaller.For(FlattenRequest.Parser),
            ProtobufMarshaller.For(SwitchReply.Parser)
        );
}
