using System.Globalization;
using Grpc.Core;
using MiaIa.Engine.Host.Logging;
using MiaIa.Hosting;
using Microsoft.AspNetCore.Http;

namespace MiaIa.Engine.Host.Service;

/// <summary>Ends a call as gRPC ends one that never began: the status stands among the headers, and nothing follows.</summary>
internal static class CallRefusal
{
    internal static Task RefuseAsync(this HttpContext call, Status why, LogMessages log)
    {
        var peer = $"{call.Connection.RemoteIpAddress}:{call.Connection.RemotePort}";
        log.CallRefused(PrintableText.From(call.Request.Path.Value ?? ""), peer, why);
        call.Response.StatusCode = StatusCodes.Status200OK;
        call.Response.ContentType =
            call.Request.ContentType is { } web && web.StartsWith("application/grpc-web", StringComparison.Ordinal)
                ? web
                : "application/grpc";
        call.Response.Headers["grpc-status"] = ((int)why.StatusCode).ToString(CultureInfo.InvariantCulture);
        call.Response.Headers["grpc-message"] = Uri.EscapeDataString(why.Detail);
        return call.Response.CompleteAsync();
    }
}
