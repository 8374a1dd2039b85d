using System.Net;
using System.Net.Sockets;
using MiaIa.GatewaySim.Faults;
using MiaIa.GatewaySim.Logging;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>The listening socket, and the clients that came through it.</summary>
internal sealed class GatewayListener : IGatewayListener, IAsyncDisposable
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);
    private readonly GatewayState _state;
    private readonly List<Task> _running = [];
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private bool _isClosed;

    /// <summary>Listens.</summary>
    /// <exception cref="SocketException">The port cannot be listened at.</exception>
    public GatewayListener(GatewayState state, int port)
    {
        _state = state;
        Listen(port);
    }

    /// <summary>The port; it stays the same for ever.</summary>
    public int Port { get; private set; }

    public void Open()
    {
        if (_listener is not null || _isClosed)
            return;
        try
        {
            Listen(Port);
        }
        catch (SocketException e)
        {
            LogMessages.CannotListenAgain(_state.Log, Port, e.Message);
            _state.Scheduler.Add(_state.Now + TryAgain, Open);
        }
    }

    public void Shut()
    {
        _listener?.Dispose();
        _listener = null;
    }

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_state.Gate)
        {
            _isClosed = true;
            Shut();
            foreach (var client in _state.Clients.ToArray())
                client.Close();
            _state.Faults.Wake();
            running = [.. _running, _accepting];
        }
        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private void Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch
        {
            listener.Dispose();
            throw;
        }
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _listener = listener;
        _accepting = Task.Run(() => AcceptAsync(listener));
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
                Admit(await listener.AcceptTcpClientAsync().ConfigureAwait(false));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was shut.
        }
    }

    private void Admit(TcpClient client)
    {
        lock (_state.Gate)
        {
            if (_listener is null)
            {
                client.Dispose();
                return;
            }
            var session = new ClientSession(_state, client);
            _state.Clients.Add(session);
            _running.RemoveAll(task => task.IsCompleted);
            _running.Add(Task.Run(session.RunAsync));
        }
    }
}
