using System.Globalization;
using MiaIa.Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MiaIa.Grpc.Server;

/// <summary>The parts of an HTTP response that every call has.</summary>
internal static class ServerResponse
{
    /// <summary>Sees that the request is gRPC at all, and answers in plain HTTP when it is not.</summary>
    public static bool Begin(HttpContext http)
    {
        if (!HttpProtocol.IsHttp2(http.Request.Protocol))
        {
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            http.Response.Headers.Upgrade = "h2c";
            return false;
        }

        if (!WireNames.IsGrpc(http.Request.ContentType))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return false;
        }

        http.Response.ContentType = WireNames.ContentType;
        http.Response.Headers[WireNames.AcceptEncoding] = WireNames.Identity;
        return true;
    }

    /// <summary>Sets the status: as trailers, or in the headers when nothing was sent yet (trailers-only).</summary>
    public static void End(HttpContext http, GrpcStatus status, GrpcMetadata trailers)
    {
        var block = http.Response.HasStarted
            ? http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : http.Response.Headers;
        GrpcServerCall.CopyTo(block, trailers);
        block[WireNames.Status] = ((int)status.Code).ToString(CultureInfo.InvariantCulture);
        if (status.Message.Length > 0)
            block[WireNames.Message] = PercentEncoding.Encode(status.Message);
    }
}
