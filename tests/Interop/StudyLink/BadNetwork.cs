using System.Net;
using System.Net.Sockets;

namespace Interop.StudyLink;

/// <summary>What happens to one connection on its way.</summary>
internal sealed record Passage
{
    /// <summary>Everything passes as it comes.</summary>
    internal static Passage Free { get; } = new();

    /// <summary>Bytes that pass at once; each piece is a write of its own.</summary>
    internal int PieceBytes { get; init; } = 65536;

    /// <summary>After so many bytes to the study the connection dies.</summary>
    internal long DiesAfterToStudy { get; init; } = long.MaxValue;

    /// <summary>After so many bytes from the study the connection dies.</summary>
    internal long DiesAfterFromStudy { get; init; } = long.MaxValue;

    /// <summary>After so many bytes from the study nobody reads it for a while.</summary>
    internal long PausesAfterFromStudy { get; init; } = long.MaxValue;

    /// <summary>How long; forever when null, in both directions, and the connection stays open.</summary>
    internal TimeSpan? Pause { get; init; }

    /// <summary>Said to the study instead of the ROUTER's words; then the connection ends.</summary>
    internal byte[]? Garbage { get; init; }
}

/// <summary>A TCP proxy before a ROUTER. Each connection in turn gets its passage, all further ones a free one.</summary>
internal sealed class BadNetwork : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _router;
    private readonly Passage[] _passages;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _connections;

    internal BadNetwork(IRouter router, params Passage[] passages)
    {
        _router = IPEndPoint.Parse(router.Endpoint["tcp://".Length..]);
        _passages = passages;
        _listener.Start();
        Endpoint = $"tcp://{_listener.LocalEndpoint}";
        _accepting = AcceptAsync();
    }

    /// <summary>Where the study connects.</summary>
    internal string Endpoint { get; }

    /// <summary>Connections so far.</summary>
    internal int Connections => Volatile.Read(ref _connections);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _accepting.Wait();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var study = await _listener.AcceptTcpClientAsync(_stop.Token);
                var number = Interlocked.Increment(ref _connections) - 1;
                running.Add(CarryAsync(study, number < _passages.Length ? _passages[number] : Passage.Free));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }
        await Task.WhenAll(running);
    }

    private async Task CarryAsync(TcpClient study, Passage passage)
    {
        using var _ = study;
        using var router = new TcpClient();
        try
        {
            study.NoDelay = router.NoDelay = true;
            if (passage.Garbage is { } garbage)
            {
                await study.GetStream().WriteAsync(garbage, _stop.Token);
                await study.GetStream().ReadAtLeastAsync(new byte[64], 64, throwOnEndOfStream: false, _stop.Token);
                return;
            }
            await router.ConnectAsync(_router, _stop.Token);
            var frozen = new TaskCompletionSource();
            var to = PumpAsync(router, study, passage.PieceBytes, passage.DiesAfterToStudy, long.MaxValue, null, frozen);
            var from = PumpAsync(
                study,
                router,
                passage.PieceBytes,
                passage.DiesAfterFromStudy,
                passage.PausesAfterFromStudy,
                passage.Pause,
                frozen
            );
            // Whichever way ends takes the other with it, except that a frozen connection just stays.
            await await Task.WhenAny(to, from);
        }
        catch (Exception end) when (end is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is over; what the study makes of that is the test.
        }
    }

    private async Task PumpAsync(
        TcpClient source,
        TcpClient target,
        int pieceBytes,
        long diesAfter,
        long pausesAfter,
        TimeSpan? pause,
        TaskCompletionSource frozen
    )
    {
        var buffer = new byte[pieceBytes];
        var passed = 0L;
        while (passed < diesAfter)
        {
            var bytes = await source.GetStream().ReadAsync(buffer.AsMemory(0, (int)Math.Min(pieceBytes, diesAfter - passed)), _stop.Token);
            if (bytes == 0)
                return;
            if (frozen.Task.IsCompleted)
                await Task.Delay(Timeout.Infinite, _stop.Token);
            await target.GetStream().WriteAsync(buffer.AsMemory(0, bytes), _stop.Token);
            passed += bytes;
            if (passed < pausesAfter)
                continue;
            if (pause is null)
                frozen.SetResult();
            await Task.Delay(pause ?? Timeout.InfiniteTimeSpan, _stop.Token);
            pausesAfter = long.MaxValue;
        }
    }
}
