using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;

namespace Performance.Path;

/// <summary>The near end of the barest path: sends one call's bytes over a blocking socket and waits for the answer.</summary>
internal sealed class BareProbe : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _call;
    private readonly byte[] _answer = new byte[64 * 1024];

    /// <param name="relay">The relay.</param>
    /// <param name="callBytes">Bytes of one call's frames together.</param>
    public BareProbe(string relay, int callBytes)
    {
        _socket = BareEnds.Connect(new Uri(relay));
        _call = new byte[sizeof(int) + callBytes];
        BinaryPrimitives.WriteInt32LittleEndian(_call, callBytes);
    }

    /// <summary>Round trips of this many calls, in microseconds.</summary>
    public double[] Measure(int calls, TimeSpan pause)
    {
        var times = new double[calls];
        for (var i = 0; i < calls; i++)
        {
            Thread.Sleep(pause);
            var start = Stopwatch.GetTimestamp();
            _socket.Send(_call);
            if (BareEnds.TryReceive(_socket, _answer) == 0)
                throw new InvalidOperationException("the bare path has closed");
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return times;
    }

    public void Dispose() => _socket.Dispose();
}
