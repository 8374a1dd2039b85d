using Serilog.Events;

namespace MiaIa.Engine.Host.Logging;

/// <content>The page.</content>
internal sealed partial class LogMessages
{
    /// <summary>The page is there.</summary>
    public void PageServed(Uri address) =>
        Write(80, LogEventLevel.Information, "page at {Address}; the command miaia page lets a browser in", address);

    /// <summary>The engine goes on without a page.</summary>
    public void PageNotServed(int files, int streams, string why) =>
        Write(
            81,
            LogEventLevel.Error,
            "no page: port {Files} or {Streams} cannot be had ({Why}); the engine goes on without it and tries again. Set Page:Port and Page:StreamPort",
            files,
            streams,
            why
        );
}
