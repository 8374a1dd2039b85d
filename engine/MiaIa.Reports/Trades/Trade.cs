namespace MiaIa.Reports.Trades;

/// <summary>A trade from flat to flat, as the database has it.</summary>
internal sealed record Trade
{
    internal required string Instrument { get; init; }

    /// <summary>Mode, and what labels the market that it was made in: dry-run, live, dry-run SYNTHETIC.</summary>
    internal required string Book { get; init; }

    internal long SignalId { get; init; }

    /// <summary>+1 long, −1 short.</summary>
    internal int Sign { get; init; }

    internal int Lots { get; init; }

    internal long EnteredNs { get; init; }

    internal long ExitedNs { get; init; }

    internal double EntryTicks { get; init; }

    internal double ExitTicks { get; init; }

    internal double MaeTicks { get; init; }

    internal double MfeTicks { get; init; }

    /// <summary>After fees.</summary>
    internal long ProfitCents { get; init; }

    internal long FeesCents { get; init; }

    /// <summary>Null when a fill of it had no price that it was meant to have.</summary>
    internal long? SlippageCents { get; init; }

    /// <summary>As its signal was born; empty when it has none.</summary>
    internal required string Tier { get; init; }

    /// <summary>What ended it: Stop, Target, External, or Exit and why.</summary>
    internal required string Exit { get; init; }

    /// <summary>Of the journal, in which it ended.</summary>
    internal long Segment { get; init; }

    /// <summary>Hash of the settings in force.</summary>
    internal required string Settings { get; init; }

    /// <summary>Its signal's readings in the order of the features; not a number where one was not ready.</summary>
    internal required ReadOnlyMemory<double> Readings { get; init; }

    internal double HeldSeconds => (ExitedNs - EnteredNs) / 1e9;
}
