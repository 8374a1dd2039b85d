using MiaIa.Grpc;
using MiaIa.Grpc.Client;

namespace MiaIa.Bridge.Link;

/// <summary>The relay thread's end of one gRPC call. A failure is told once, by the reader of the call; here it is only "no".</summary>
internal sealed class EngineCall : IEngineCall
{
    private readonly GrpcCall<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> _call;
    private volatile bool _isOver;

    internal EngineCall(GrpcCall<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> call) => _call = call;

    public bool TryWrite(ReadOnlyMemory<byte> frame)
    {
        if (_isOver)
            return false;
        try
        {
            return _call.Requests.TryWrite(frame);
        }
        catch (Exception e) when (e is GrpcStatusException or OperationCanceledException or ObjectDisposedException)
        {
            _isOver = true;
            return false;
        }
    }

    public void Flush()
    {
        if (_isOver)
            return;
        try
        {
            _call.Requests.BeginFlush();
        }
        catch (Exception e) when (e is GrpcStatusException or OperationCanceledException or ObjectDisposedException)
        {
            _isOver = true;
        }
    }

    internal void End() => _isOver = true;
}
