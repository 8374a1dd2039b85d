using System.Net;
using Grpc.Core;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Remote;
using MiaIa.Hosting.Callers;
using MiaIa.Hosting.Credentials;
using Microsoft.AspNetCore.Http;

namespace MiaIa.Engine.Host.Service;

/// <summary>
/// Stands before every service: who does not prove a role, comes over a name that is not this machine's, from a page in a browser, or from
/// another machine too often is refused before a byte of the message is read.
/// </summary>
/// <param name="tokens">What proves a role.</param>
/// <param name="log">Takes each refusal.</param>
/// <param name="remote">What is asked of other machines; null = none is let in.</param>
internal sealed class AccessGate(AccessTokens tokens, LogMessages log, RemoteCallers? remote = null)
{
    private const string EnginePath = "/miaia.v1.Engine/";

    // What reads only; everything else, also what a later version adds and forgets here, needs the role that may do everything.
    private static readonly HashSet<string> Reading =
    [
        EnginePath + nameof(V1.Engine.EngineBase.GetState),
        EnginePath + nameof(V1.Engine.EngineBase.WatchSignals),
        EnginePath + nameof(V1.Engine.EngineBase.WatchState),
        "/miaia.v1.Page/" + nameof(V1.Page.PageBase.Watch),
        "/miaia.v1.Gamma/" + nameof(V1.Gamma.GammaBase.GetGamma),
        "/miaia.v1.Alerts/" + nameof(V1.Alerts.AlertsBase.List),
        "/grpc.health.v1.Health/Check",
        "/grpc.health.v1.Health/List",
        "/grpc.health.v1.Health/Watch",
        "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
        "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
    ];

    private long _refused;

    /// <summary>Calls refused since the start.</summary>
    internal long Refused => Interlocked.Read(ref _refused);

    /// <summary>Passes the call on, or ends it.</summary>
    internal Task PassAsync(HttpContext call, RequestDelegate next)
    {
        var (status, why) = Judge(call.Request);
        if (status == StatusCode.OK)
        {
            call.Features.Get<Stranger>()?.Know();
            return next(call);
        }

        Interlocked.Increment(ref _refused);
        if (status == StatusCode.Unauthenticated && remote?.IsAnswered(call) == false)
        {
            call.Abort();
            return Task.CompletedTask;
        }

        return call.RefuseAsync(new Status(status, why), log);
    }

    private (StatusCode Status, string Why) Judge(HttpRequest request)
    {
        // A name may be given this machine's address by whoever answers for it, and a browser then sends a page's calls here.
        if (!IsThisMachine(request.Host.Host) && remote?.IsName(request.Host, request.HttpContext.Connection) != true)
        {
            return (
                StatusCode.PermissionDenied,
                remote is null
                    ? "the authority must be a loopback address or localhost"
                    : "the authority must be a name of the engine's certificate or its address"
            );
        }

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
            _ when remote?.MayCall(request) == false => (
                StatusCode.ResourceExhausted,
                "more calls than Tls:CallsPerSecond allows from this address"
            ),
            _ => (StatusCode.OK, ""),
        };
    }

    /// <summary>Whether a name is one of this machine for itself.</summary>
    internal static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
