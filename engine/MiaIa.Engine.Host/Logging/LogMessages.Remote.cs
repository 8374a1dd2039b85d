using Serilog.Events;

namespace MiaIa.Engine.Host.Logging;

/// <content>What comes from other machines.</content>
internal sealed partial class LogMessages
{
    /// <summary>Connections ended before TLS stood.</summary>
    public void HandshakesRefused(long count, string newest, long total) =>
        Write(
            125,
            LogEventLevel.Warning,
            "{Count} connections ended before TLS stood, the newest from {Newest}; {Total} since the start. They spoke no TLS, were silent, had no certificate that is trusted here, or did not trust the engine's",
            count,
            newest,
            total
        );

    /// <summary>The file of the callers' certificates was replaced.</summary>
    public void CallersReplaced(string what) => Write(126, LogEventLevel.Warning, "Tls:ClientAuthority: {What}", what);
}
