using System.Net;
using System.Net.Sockets;

namespace MiaIa.Cli.Tests.Running;

/// <summary>A way to an engine's port that nobody can use at first: nothing listens, then the first who come are sent away.</summary>
internal sealed class BusyPort : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _carried = [];
    private readonly int _to;
    private TcpListener? _listener;
    private Task _serving = Task.CompletedTask;

    internal BusyPort(int to)
    {
        _to = to;
        using var found = new TcpListener(IPAddress.Loopback, 0);
        found.Start();
        Number = ((IPEndPoint)found.LocalEndpoint).Port;
    }

    /// <summary>Where nothing listens yet.</summary>
    internal int Number { get; }

    /// <summary>Listens, and hangs up on the callers of these numbers, from 0.</summary>
    internal void Open(int[] refused)
    {
        _listener = new TcpListener(IPAddress.Loopback, Number);
        _listener.Start();
        _serving = ServeAsync(_listener, refused);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener?.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_carried).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task ServeAsync(TcpListener listener, int[] refused)
    {
        for (var number = 0; ; number++)
        {
            var caller = await listener.AcceptTcpClientAsync(_stopping.Token);
            if (refused.Contains(number))
                caller.Dispose();
            else
                _carried.Add(CarryAsync(caller));
        }
    }

    private async Task CarryAsync(TcpClient caller)
    {
        using var engine = new TcpClient();
        using (caller)
        {
            await engine.ConnectAsync(IPAddress.Loopback, _to, _stopping.Token);
            var (here, there) = (caller.GetStream(), engine.GetStream());
            await Task.WhenAny(here.CopyToAsync(there, _stopping.Token), there.CopyToAsync(here, _stopping.Token));
        }
    }
}
