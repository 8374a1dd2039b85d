using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Performance.Path;

/// <summary>The floor of the study's call: what the system takes for one send of as many bytes over loopback, each after a pause.</summary>
internal sealed class BareSend : IDisposable
{
    /// <summary>About what a call with 1,000 trades of the flood and a book puts on the wire.</summary>
    public const int Bytes = 7_000;

    /// <summary>A beat of the study on the wire.</summary>
    public const int BeatBytes = 65;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private readonly Socket _sender = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Socket _receiver;
    private readonly Thread _reading;

    public BareSend()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _sender.Connect(listener.LocalEndPoint!);
        _receiver = listener.Accept();
        _reading = new Thread(Read) { IsBackground = true };
        _reading.Start();
    }

    /// <summary>Sends so often so many bytes and gives the microseconds of each.</summary>
    public IReadOnlyList<double> Measure(int sends, int length = Bytes)
    {
        var bytes = new byte[length];
        var micros = new List<double>(sends);
        for (var i = 0; i < sends; i++)
        {
            Thread.Sleep(Pause);
            var began = Stopwatch.GetTimestamp();
            _sender.Send(bytes);
            micros.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        }

        return micros;
    }

    public void Dispose()
    {
        _sender.Dispose();
        _reading.Join();
        _receiver.Dispose();
    }

    private void Read()
    {
        var buffer = new byte[65536];
        while (_receiver.Receive(buffer) > 0) { }
    }
}
