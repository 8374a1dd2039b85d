using System.Globalization;
using MiaIa.Hosting.Callers;
using MiaIa.Hosting.Credentials;
using Microsoft.AspNetCore.Http;

namespace MiaIa.Engine.Web;

/// <summary>
/// Stands before everything that a browser may ask for. The name that was called must be the page's own, so that no page elsewhere can lend its
/// name to this address; what does something must come from the page itself; and it must carry a key, which a browser never adds of itself.
/// </summary>
public sealed class PageGate
{
    private const string EnterPath = "/enter";
    private const string PlacesPath = "/places.json";
    private const int InvitationCharactersMax = 200;

    // On the port of files. What is not here cannot be called from a browser, whatever its key.
    private static readonly Dictionary<string, AccessRole> Commands = new(StringComparer.Ordinal)
    {
        ["/miaia.v1.Engine/GetState"] = AccessRole.Watch,
        ["/miaia.v1.Alerts/List"] = AccessRole.Watch,
        ["/miaia.v1.Alerts/Acknowledge"] = AccessRole.Operate,
        ["/miaia.v1.Engine/Halt"] = AccessRole.Operate,
        ["/miaia.v1.Engine/Resume"] = AccessRole.Operate,
        ["/miaia.v1.Engine/Flatten"] = AccessRole.Operate,
    };

    // On the port of streams: the stream, and what a view asks while it is looked at.
    private static readonly Dictionary<string, AccessRole> Streams = new(StringComparer.Ordinal)
    {
        ["/miaia.v1.Page/Watch"] = AccessRole.Watch,
        ["/miaia.v1.Engine/GetState"] = AccessRole.Watch,
        ["/miaia.v1.Machine/Look"] = AccessRole.Watch,
        ["/miaia.v1.Alerts/List"] = AccessRole.Watch,
        ["/miaia.v1.Gamma/GetGamma"] = AccessRole.Watch,
        ["/miaia.v1.Days/Look"] = AccessRole.Watch,
    };

    // A browser that asks too often waits; what stops trading never does.
    private static readonly string[] Stopping = ["/miaia.v1.Engine/Halt", "/miaia.v1.Engine/Flatten"];

    private readonly PageFiles _files;
    private readonly PageSessions _sessions;
    private readonly Func<PagePorts> _ports;
    private readonly PageReach _reach;
    private long _refused;

    /// <summary>Guards a page.</summary>
    /// <param name="files">What is served to everybody who reaches it; there is no secret in it.</param>
    /// <param name="sessions">Who may do more.</param>
    /// <param name="ports">The ports, known once the server listens.</param>
    /// <param name="reach">From where it is reached.</param>
    public PageGate(PageFiles files, PageSessions sessions, Func<PagePorts> ports, PageReach reach)
    {
        _reach = reach;
        _files = files;
        _sessions = sessions;
        _ports = ports;
    }

    /// <summary>Requests refused since the start.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Answers, refuses, or passes a call on to gRPC.</summary>
    public Task PassAsync(HttpContext call, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(next);
        var ports = _ports();
        PageHeaders.Add(call.Response, ports, _reach);
        var request = call.Request;
        if (!_reach.IsName(request.Host.Host) || (request.Host.Port ?? _reach.DefaultPort) != call.Connection.LocalPort)
            return RefuseAsync(call, StatusCodes.Status403Forbidden, _reach.OtherName);
        return call.Connection.LocalPort == ports.Streams ? StreamAsync(call, ports, next) : FileAsync(call, ports, next);
    }

    private Task FileAsync(HttpContext call, PagePorts ports, RequestDelegate next)
    {
        var request = call.Request;
        var path = request.Path.Value ?? "";
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            if (!_reach.MayLoad(call))
                return RefuseAsync(call, StatusCodes.Status429TooManyRequests, "too many files at once from this address");
            if (path == PlacesPath)
                return AnswerAsync(call, "application/json", PlacesOf(ports));
            return _files.TryGet(path, out var file)
                ? PageFiles.AnswerAsync(call, file)
                : RefuseAsync(call, StatusCodes.Status404NotFound, "there is no such file");
        }

        if (!HttpMethods.IsPost(request.Method))
            return RefuseAsync(call, StatusCodes.Status405MethodNotAllowed, "GET, HEAD or POST");
        // The host was checked above: what comes from the same place comes from this page.
        if (request.Headers.Origin is not [{ } origin] || origin != $"{_reach.Scheme}://{request.Host.Value}")
            return RefuseAsync(call, StatusCodes.Status403Forbidden, "only this page itself may ask for that");
        return path == EnterPath ? EnterAsync(call) : CallAsync(call, Commands, next);
    }

    private Task StreamAsync(HttpContext call, PagePorts ports, RequestDelegate next)
    {
        var request = call.Request;
        if (request.Headers.Origin is not [{ } origin] || !IsPage(origin, ports.Files))
            return RefuseAsync(call, StatusCodes.Status403Forbidden, "only the page itself may ask for that");

        PageHeaders.AllowOrigin(call.Response, origin);
        if (HttpMethods.IsOptions(request.Method))
        {
            call.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        return HttpMethods.IsPost(request.Method)
            ? CallAsync(call, Streams, next)
            : RefuseAsync(call, StatusCodes.Status405MethodNotAllowed, "POST");
    }

    private Task CallAsync(HttpContext call, Dictionary<string, AccessRole> allowed, RequestDelegate next)
    {
        var request = call.Request;
        if (!allowed.TryGetValue(request.Path.Value ?? "", out var needed))
            return RefuseAsync(call, StatusCodes.Status404NotFound, "there is no such call here");
        // Not as text: its bounds would have to be counted otherwise, and the page never speaks so.
        if (request.ContentType is not ("application/grpc-web+proto" or "application/grpc-web"))
            return RefuseAsync(call, StatusCodes.Status415UnsupportedMediaType, "application/grpc-web+proto");
        if ((request.Headers.Authorization is [{ } header] ? _sessions.RoleOf(header) : null) is not { } role)
            return RefuseUnprovenAsync(call, "no key, or one that counts no more: miaia page gives a link");
        if (needed == AccessRole.Operate && role != AccessRole.Operate)
            return RefuseAsync(call, StatusCodes.Status403Forbidden, "this browser may only watch");
        if (!Stopping.Contains(request.Path.Value) && !_reach.MayCall(call))
            return RefuseAsync(call, StatusCodes.Status429TooManyRequests, "more calls than Tls:CallsPerSecond allows from this address");

        call.Features.Get<Stranger>()?.Know();
        call.Features.Set(new PageCaller(role));
        return next(call);
    }

    private async Task EnterAsync(HttpContext call)
    {
        using var reader = new StreamReader(call.Request.Body);
        var text = new char[InvitationCharactersMax];
        var length = await reader.ReadBlockAsync(text, call.RequestAborted).ConfigureAwait(false);
        if (_sessions.TryEnter(new string(text, 0, length), out var key))
            await AnswerAsync(call, "text/plain", key).ConfigureAwait(false);
        else
            await RefuseUnprovenAsync(call, "this link was used, or is too old").ConfigureAwait(false);
    }

    private static Task AnswerAsync(HttpContext call, string type, string text)
    {
        call.Response.Headers.CacheControl = "no-store";
        call.Response.ContentType = type;
        return call.Response.WriteAsync(text, call.RequestAborted);
    }

    private Task RefuseUnprovenAsync(HttpContext call, string why) =>
        _reach.IsAnswered(call)
            ? RefuseAsync(call, StatusCodes.Status401Unauthorized, why)
            : RefuseAsync(call, StatusCodes.Status429TooManyRequests, "too many calls without a key from this address");

    private Task RefuseAsync(HttpContext call, int status, string why)
    {
        Interlocked.Increment(ref _refused);
        call.Response.StatusCode = status;
        return AnswerAsync(call, "text/plain; charset=utf-8", why);
    }

    private static string PlacesOf(PagePorts ports) => string.Create(CultureInfo.InvariantCulture, $"{{\"streams\":{ports.Streams}}}");

    private bool IsPage(string origin, int port) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme == _reach.Scheme
        && uri.Port == port
        && uri.GetLeftPart(UriPartial.Authority) == origin
        && _reach.IsName(uri.Host);
}
