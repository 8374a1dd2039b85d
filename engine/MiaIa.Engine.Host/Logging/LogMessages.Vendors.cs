using MiaIa.Engine.Host.Vendors;
using Serilog.Events;

namespace MiaIa.Engine.Host.Logging;

/// <content>Levels of vendors.</content>
internal sealed partial class LogMessages
{
    /// <summary>A vendor's file was read.</summary>
    public void VendorLevelsRead(string path, VendorReading reading) =>
        Write(
            95,
            reading.Bad.Count == 0 ? LogEventLevel.Information : LogEventLevel.Warning,
            "a vendor's levels read from {Path}: {Symbols}; {Bad} values could not be read {BadText}",
            path,
            string.Join(", ", reading.Tables.Take(20).Select(table => $"{table.Symbol} ({table.Prices.Count})")),
            reading.Bad.Count,
            string.Join("; ", reading.Bad.Named.Take(5))
        );

    /// <summary>A vendor's file cannot be read.</summary>
    public void VendorLevelsNotRead(string path, string why) =>
        Write(96, LogEventLevel.Warning, "a vendor's levels could not be read from {Path}: {Why}", path, why);
}
