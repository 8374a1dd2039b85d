using System.Buffers.Binary;
using NetMQ;
using NetMQ.Sockets;

namespace Interop.StudyLink;

/// <summary>NetMQ's ROUTER, in a thread of this process.</summary>
internal sealed class NetMqRouter : IRouter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Thread _thread;
    private readonly TaskCompletionSource<string> _bound = new();
    private volatile bool _stopping;

    internal NetMqRouter()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "NetMQ router" };
        _thread.Start();
        Endpoint = _bound.Task.GetAwaiter().GetResult();
    }

    public string Endpoint { get; }

    public void Dispose()
    {
        _stopping = true;
        _thread.Join();
    }

    private void Run()
    {
        // No socket crosses threads.
        using var router = new RouterSocket();
        // Without marks, because a ROUTER drops what exceeds them, and here everything has to be answered.
        router.Options.SendHighWatermark = 0;
        router.Options.ReceiveHighWatermark = 0;
        router.Options.Linger = TimeSpan.Zero;
        _bound.SetResult($"tcp://127.0.0.1:{router.BindRandomPort("tcp://127.0.0.1")}");
        NetMQMessage? message = null;
        while (!_stopping)
        {
            if (router.TryReceiveMultipartMessage(Pause, ref message))
                router.SendMultipartMessage(Answer(message));
        }
    }

    private static NetMQMessage Answer(NetMQMessage asked)
    {
        var body = asked.Last.ToByteArray();
        if (body.Length == 9 && body[0] == (byte)'P')
            body = Pattern(BinaryPrimitives.ReadInt64BigEndian(body.AsSpan(1)));
        return new NetMQMessage([asked.First.ToByteArray(), body]);
    }

    private static byte[] Pattern(long size)
    {
        var bytes = new byte[size];
        for (var i = 0L; i < size; i++)
            bytes[i] = (byte)('a' + ((i * 7) + size) % 26);
        return bytes;
    }
}
