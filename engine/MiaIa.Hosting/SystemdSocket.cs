using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting.Systemd;

namespace MiaIa.Hosting;

/// <summary>
/// Where systemd listens. A state that it has no room for is refused at once: the framework's own notifier waits until systemd reads again, and with
/// it whoever works.
/// </summary>
/// <param name="path">As NOTIFY_SOCKET has it: a file, or a name behind an at sign.</param>
internal sealed class SystemdSocket(string path) : ISystemdNotifier
{
    private readonly UnixDomainSocketEndPoint _systemd = new(path.StartsWith('@') ? $"\0{path[1..]}" : path);

    public bool IsEnabled => true;

    /// <summary>The socket of this process; null where no systemd started it.</summary>
    public static SystemdSocket? OfThisProcess() =>
        Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 } path ? new SystemdSocket(path) : null;

    /// <exception cref="SocketException">Nobody listens there, or nobody has read what came before.</exception>
    public void Notify(ServiceState state)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        socket.Connect(_systemd);
        socket.Send(Encoding.UTF8.GetBytes(state.ToString()));
    }
}
