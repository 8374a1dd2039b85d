using System.Globalization;
using System.Net;
using Grpc.Core;
using MiaIa.Engine.Host.Logging;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;
using Microsoft.AspNetCore.Http;

namespace MiaIa.Engine.Host.Service;

/// <summary>
/// Stands before every service: who does not prove a role, comes over a name that is not this machine, or from a page in a browser is
/// refused before a byte of the message is read.
/// </summary>
internal sealed class AccessGate(AccessTokens tokens, TimeProvider time, LogMessages log)
{
    private const string EnginePath = "/miaia.v1.Engine/";
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(10);

    // What reads only; everything else, also what a later version adds and forgets here, needs the role that may do everything.
    private static readonly HashSet<string> Reading =
    [
        EnginePath + nameof(V1.Engine.EngineBase.GetState),
        EnginePath + nameof(V1.Engine.EngineBase.WatchSignals),
        EnginePath + nameof(V1.Engine.EngineBase.WatchState),
        "/grpc.health.v1.Health/Check",
        "/grpc.health.v1.Health/List",
        "/grpc.health.v1.Health/Watch",
        "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
        "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
    ];

    private readonly Lock _saying = new();
    private long _saidTimestamp;
    private ulong _unsaid;
    private long _refused;

    /// <summary>Calls refused since the start.</summary>
    internal long Refused => Interlocked.Read(ref _refused);

    /// <summary>Passes the call on, or ends it.</summary>
    internal Task PassAsync(HttpContext call, RequestDelegate next)
    {
        var (status, why) = Judge(call.Request);
        if (status != StatusCode.OK)
            return RefuseAsync(call, status, why);

        call.Features.Get<ConnectionGate.Stranger>()?.Prove();
        return next(call);
    }

    private (StatusCode Status, string Why) Judge(HttpRequest request)
    {
        // A name may be given this machine's address by whoever answers for it, and a browser then sends a page's calls here.
        if (!IsThisMachine(request.Host.Host))
            return (StatusCode.PermissionDenied, "the authority must be a loopback address or localhost");
        if (request.Headers.ContainsKey("Origin"))
            return (StatusCode.PermissionDenied, "calls from a page in a browser are not accepted");
        var header = request.Headers.Authorization;
        return (header.Count == 1 ? tokens.RoleOf(header[0]) : null) switch
        {
            null when header.Count == 0 => (
                StatusCode.Unauthenticated,
                "no token: send the metadata 'authorization: Bearer TOKEN' with the token of the engine's token file"
            ),
            null => (
                StatusCode.Unauthenticated,
                "the token is not one of this engine's: is it of another user, or of another CredentialsFolder?"
            ),
            AccessRole.Watch when !Reading.Contains(request.Path) => (
                StatusCode.PermissionDenied,
                "the token for watching does not allow this: use the one for operating"
            ),
            _ => (StatusCode.OK, ""),
        };
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    // As gRPC ends a call that never began: the status stands among the headers, and nothing follows.
    private Task RefuseAsync(HttpContext call, StatusCode status, string why)
    {
        Interlocked.Increment(ref _refused);
        Say(call, status, why);
        call.Response.ContentType = "application/grpc";
        call.Response.Headers["grpc-status"] = ((int)status).ToString(CultureInfo.InvariantCulture);
        call.Response.Headers["grpc-message"] = Uri.EscapeDataString(why);
        return call.Response.CompleteAsync();
    }

    private void Say(HttpContext call, StatusCode status, string why)
    {
        ulong unsaid;
        lock (_saying)
        {
            var now = time.GetTimestamp();
            if (_saidTimestamp != 0 && time.GetElapsedTime(_saidTimestamp, now) < SayEvery)
            {
                _unsaid++;
                return;
            }

            _saidTimestamp = now;
            unsaid = _unsaid;
            _unsaid = 0;
        }

        log.CallRefused(
            PrintableText.From(call.Request.Path.Value ?? ""),
            $"{call.Connection.RemoteIpAddress}:{call.Connection.RemotePort}",
            status,
            why,
            unsaid
        );
    }
}
