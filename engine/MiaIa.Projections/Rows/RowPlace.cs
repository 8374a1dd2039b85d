using System.Globalization;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Projections.Rows;

/// <summary>What names a row: the record that made it, and its number among that record's rows.</summary>
internal readonly record struct RowPlace(uint Segment, long Offset, int Sequence);

/// <summary>Whose row it is, in the columns that most tables have.</summary>
internal readonly record struct RowOwner(string Instrument, string Mode, string Label)
{
    internal static RowOwner Of(InstrumentEngine instrument) =>
        new(instrument.Name, ModeOf(instrument.Core.Trading.Mode), instrument.Label);

    private static string ModeOf(TradingMode mode) => mode == TradingMode.DryRun ? "dry-run" : mode.ToString().ToLowerInvariant();
}

/// <summary>Values as SQLite has them.</summary>
internal static class Cell
{
    internal static object Number(ulong value) => unchecked((long)value);

    internal static object Flag(bool value) => value ? 1L : 0L;

    /// <summary>What is not a number is no value. Infinities are kept.</summary>
    internal static object Real(double value) => double.IsNaN(value) ? DBNull.Value : value;

    internal static object Ticks(PriceTicks price) => price.IsKnown ? (long)price.Value : DBNull.Value;

    internal static object Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Word(Direction direction) =>
        direction switch
        {
            Direction.Long => "long",
            Direction.Short => "short",
            _ => "none",
        };
}
