using System.Net;
using MiaIa.Hosting.Callers;
using Microsoft.AspNetCore.Http;

namespace MiaIa.Engine.Host.Remote;

/// <summary>
/// What is asked of callers where the port is open to other machines, beside the token: a name that is the engine's, and patience. What
/// stops trading always passes.
/// </summary>
/// <param name="names">Of the engine's certificate.</param>
/// <param name="callsPerSecond">Of one address.</param>
/// <param name="time">The clock.</param>
internal sealed class RemoteCallers(IReadOnlyList<string> names, int callsPerSecond, TimeProvider time)
{
    private const int AddressesMax = 4_096;

    // Who has the token makes no mistake with it ten times.
    private const int UnprovenAtOnce = 10;

    private static readonly string[] Stopping =
    [
        "/miaia.v1.Engine/" + nameof(V1.Engine.EngineBase.Halt),
        "/miaia.v1.Engine/" + nameof(V1.Engine.EngineBase.Flatten),
    ];

    private readonly CallAllowance _proven = new(callsPerSecond, 2 * callsPerSecond, AddressesMax, time);
    private readonly CallAllowance _unproven = new(1, UnprovenAtOnce, AddressesMax, time);

    /// <summary>Whether a call came over a name of the engine's: one of its certificate, or the very address that it reached.</summary>
    internal bool IsName(HostString host, ConnectionInfo connection) =>
        names.Contains(host.Host, StringComparer.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host, out var address) && Equals(address, Plain(connection.LocalIpAddress)));

    /// <summary>Whether a call that has proved a role may be made now.</summary>
    internal bool MayCall(HttpRequest request) =>
        Stopping.Contains(request.Path.Value) || _proven.TryTake(request.HttpContext.Connection.RemoteIpAddress ?? IPAddress.None);

    /// <summary>Whether one that has proved nothing is answered at all; else its connection is not worth keeping.</summary>
    internal bool IsAnswered(HttpContext call) => _unproven.TryTake(call.Connection.RemoteIpAddress ?? IPAddress.None);

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
