using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace MiaIa.Engine.Web;

/// <summary>What every answer says to the browser: nothing from elsewhere, nothing written into the page, no frame around it.</summary>
internal static class PageHeaders
{
    private static readonly CompositeFormat Policy = CompositeFormat.Parse(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; worker-src 'self'; "
            + "connect-src 'self' {0}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );

    internal static void Add(HttpResponse response, PagePorts ports, PageReach reach)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = string.Format(CultureInfo.InvariantCulture, Policy, reach.PlacesOf(ports.Streams));
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (response.HttpContext.Connection.LocalPort != ports.Streams)
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    /// <summary>Lets the page, which stands on the other port, read what is answered here.</summary>
    internal static void AllowOrigin(HttpResponse response, string origin)
    {
        var headers = response.Headers;
        headers.Vary = "Origin";
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowMethods = "POST";
        headers.AccessControlAllowHeaders = "authorization, content-type, grpc-timeout, x-grpc-web, x-user-agent";
        headers.AccessControlExposeHeaders = "grpc-message, grpc-status";
        headers.AccessControlMaxAge = "7200";
    }
}
