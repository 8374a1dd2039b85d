using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>The page in a browser.</summary>
public sealed class PageSettings
{
    /// <summary>Whether it is served.</summary>
    [Description("Whether the page for a browser is served.")]
    public bool Enabled { get; init; } = true;

    /// <summary>Where it listens; empty = on this machine.</summary>
    [Description(
        "Address that the page listens on; empty: the engine's where that is a loopback address, else 127.0.0.1. Another than loopback needs Tls:Certificate and Hosts."
    )]
    public string Address { get; init; } = "";

    /// <summary>By which names browsers of other machines call it.</summary>
    [Description(
        "Where Address lets other machines in: the names (or IPv4 addresses) of the certificate by which their browsers call the page; links have the first."
    )]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The port of its files and commands; empty = the one after the engine's.</summary>
    [Description(
        "Port of the page's files and commands; 0 takes a free one; not set: the engine's Port + 1, or a free one where that is 0."
    )]
    [Range(0, 65_535)]
    public int? Port { get; init; }

    /// <summary>The port of its streams; empty = the second after the engine's.</summary>
    [Description("Port of the page's streams, which no command waits for; not set: the engine's Port + 2, or a free one where that is 0.")]
    [Range(0, 65_535)]
    public int? StreamPort { get; init; }

    /// <summary>Whether browsers of other machines reach it.</summary>
    public bool IsElsewhere => Enabled && IPAddress.TryParse(Address, out var address) && !IPAddress.IsLoopback(address);

    /// <summary>Where it listens.</summary>
    /// <param name="engineAddress">The engine's.</param>
    public IPAddress AddressBeside(string engineAddress) =>
        Address.Length > 0 ? IPAddress.Parse(Address)
        : IPAddress.Parse(engineAddress) is var engine && IPAddress.IsLoopback(engine) ? engine
        : IPAddress.Loopback;

    /// <summary>The port of files and commands.</summary>
    /// <param name="enginePort">The engine's as it is set; 0 = a free one.</param>
    public int PortBeside(int enginePort) => Port ?? Beside(enginePort, 1);

    /// <summary>The port of streams.</summary>
    /// <inheritdoc cref="PortBeside"/>
    public int StreamPortBeside(int enginePort) => StreamPort ?? Beside(enginePort, 2);

    /// <summary>Why the three ports cannot be as they are set; null when they can.</summary>
    /// <inheritdoc cref="PortBeside"/>
    public string? Contradiction(int enginePort)
    {
        var (files, streams) = (PortBeside(enginePort), StreamPortBeside(enginePort));
        if (!Enabled)
            return null;
        if (files != 0 && files == enginePort)
            return $"Page:Port {files} is the engine's own Port: the page needs another";
        if (streams != 0 && streams == enginePort)
            return $"Page:StreamPort {streams} is the engine's own Port: the page's streams need another";
        return files != 0 && files == streams
            ? $"Page:Port and Page:StreamPort are both {files}: a command would wait for a stream, so each needs its own"
            : null;
    }

    /// <summary>What keeps it from being reached as the settings want it.</summary>
    /// <param name="tls">The engine's.</param>
    public IEnumerable<string> ReachFaults(TlsSettings tls)
    {
        ArgumentNullException.ThrowIfNull(tls);
        if (!Enabled)
            yield break;
        if (Address.Length > 0 && !IPAddress.TryParse(Address, out _))
            yield return $"Page:Address {Address} must be an IP address, such as 0.0.0.0, or empty";
        else if (Address.Length > 0 && IPAddress.Parse(Address) is { IsIPv4MappedToIPv6: true } mapped)
            yield return $"write Page:Address {Address} as {mapped.MapToIPv4()}";
        else if (IsElsewhere && !tls.IsOn)
            yield return $"Page:Address {Address}: without Tls:Certificate only a loopback address is allowed: a key in the clear is one for everybody";
        else if (IsElsewhere && Hosts.Count == 0)
            yield return $"Page:Address {Address} lets other machines in: set Page:Hosts to the names by which their browsers call the page";
        else if (!IsElsewhere && Hosts.Count > 0)
            yield return "Page:Hosts are for other machines, and Page:Address lets none in: set it, too";
        foreach (var host in Hosts.Where(host => Uri.CheckHostName(host) is not (UriHostNameType.Dns or UriHostNameType.IPv4)))
            yield return $"Page:Hosts: {host} is no name and no IPv4 address; it stands without a scheme and a port";
    }

    private static int Beside(int enginePort, int distance) => enginePort == 0 ? 0 : enginePort + distance;
}
