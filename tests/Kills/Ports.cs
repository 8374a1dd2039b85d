using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Kills;

/// <summary>Ports of this machine that nobody has.</summary>
internal static class Ports
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>One that is free at this moment and that no test of this process was given before: two of them begin at once.</summary>
    internal static int Free()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Given.TryAdd(port, true))
                return port;
        }
    }
}
