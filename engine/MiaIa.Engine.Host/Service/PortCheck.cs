using System.Net;
using System.Net.Sockets;

namespace MiaIa.Engine.Host.Service;

/// <summary>
/// Finds a taken port before the journal has a segment of an engine that never served. Who takes it in between is found when the server binds.
/// </summary>
internal static class PortCheck
{
    /// <summary>Binds and lets go again.</summary>
    /// <param name="address">The address to listen on.</param>
    /// <param name="port">The port; 0 is never taken.</param>
    /// <exception cref="IOException">Another program listens there.</exception>
    internal static void RefuseTaken(string address, int port)
    {
        if (port == 0)
            return;

        var ip = IPAddress.Parse(address);
        using var probe = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(ip, port));
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new IOException($"{address}:{port} is in use", taken);
        }
    }
}
