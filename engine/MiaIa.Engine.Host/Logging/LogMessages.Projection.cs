using Serilog.Events;

namespace MiaIa.Engine.Host.Logging;

/// <content>The database that follows the journal.</content>
internal sealed partial class LogMessages
{
    /// <summary>The projection cannot go on now, goes on again, or found something to say.</summary>
    public void Projection(string what) => Write(70, LogEventLevel.Warning, "Projection: {What}", what);
}
