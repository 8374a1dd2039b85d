using System.Net;
using System.Net.Sockets;

namespace MiaIa.Bridge.Tests.EndToEnd;

/// <summary>A wire between bridge and engine that can be frozen: connections stay open, and no byte passes any more.</summary>
internal sealed class PausableProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _port;

    internal PausableProxy(Uri engine)
    {
        _port = engine.Port;
        _listener.Start();
        _ = AcceptAsync();
    }

    internal Uri Address => new($"http://{_listener.LocalEndpoint}");

    internal bool IsFrozen { get; set; }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptTcpClientAsync(_end.Token);
                var far = new TcpClient { NoDelay = true };
                near.NoDelay = true;
                await far.ConnectAsync(IPAddress.Loopback, _port);
                _ = PassAsync(near, far);
                _ = PassAsync(far, near);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var read)
            {
                while (IsFrozen)
                    await Task.Delay(20, _end.Token);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception over)
            when (over is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One side has closed, or the test is over.
        }

        from.Dispose();
        to.Dispose();
    }
}
