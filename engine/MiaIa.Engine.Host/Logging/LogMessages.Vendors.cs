using Serilog.Events;

namespace MiaIa.Engine.Host.Logging;

/// <content>Levels of vendors.</content>
internal sealed partial class LogMessages
{
    /// <summary>A vendor's file was read.</summary>
    public void VendorLevelsRead(string path, string symbols, int bad, string firstBad) =>
        Write(
            95,
            bad == 0 ? LogEventLevel.Information : LogEventLevel.Warning,
            "a vendor's levels read from {Path}: {Symbols}; {Bad} values could not be read {FirstBad}",
            path,
            symbols,
            bad,
            firstBad
        );

    /// <summary>A vendor's file cannot be read.</summary>
    public void VendorLevelsNotRead(string path, string why) =>
        Write(96, LogEventLevel.Warning, "a vendor's levels could not be read from {Path}: {Why}", path, why);
}
