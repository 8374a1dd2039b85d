using System.Net;
using System.Net.Sockets;

namespace Kills;

/// <summary>Ports of this machine that nobody has.</summary>
internal static class Ports
{
    /// <summary>One that is free at this moment.</summary>
    internal static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
