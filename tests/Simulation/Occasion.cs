namespace Simulation;

/// <summary>
/// What a run is about beside the faults of every run. Drawn from a source of its own, so that a seed without an occasion is the run that it would
/// be if there were none.
/// </summary>
internal sealed record Occasion
{
    internal OccasionHours Hours { get; init; }

    internal LiveCase Live { get; init; }

    /// <summary>What is away while the day turns.</summary>
    internal TurnCase Turn { get; init; }

    /// <summary>Chance a second that something happens to the chart: a recalculation, a download, a replay, another symbol, Sierra's simulation.</summary>
    internal double ChartChange { get; init; }

    /// <summary>Chance a second that a byte in the middle of the journal is another one when the engine starts again.</summary>
    internal double JournalHole { get; init; }

    /// <summary>Chance a second that somebody starts a second engine on the same journal.</summary>
    internal double SecondEngine { get; init; }

    /// <summary>Which of the half-days.</summary>
    internal int HalfDay { get; init; }

    /// <summary>Nothing else breaks.</summary>
    internal bool IsQuiet { get; init; }

    internal static Occasion None { get; } = new();

    public override string ToString() =>
        $"{Hours}, live {Live}, away {Turn}, chart {ChartChange:F4}, hole {JournalHole:F4}, second engine {SecondEngine}, quiet {IsQuiet}";

    internal static Occasion Draw(Random random)
    {
        var occasion = None with
        {
            Hours = random.Next(16) switch
            {
                0 or 1 => OccasionHours.HalfDay,
                2 or 3 or 4 => OccasionHours.Turn,
                _ => OccasionHours.OfAnyRun,
            },
            Live = random.Next(8) == 0 ? (LiveCase)random.Next(1, 6) : LiveCase.None,
            Turn = (TurnCase)random.Next(6),
            ChartChange = random.Next(3) == 0 ? 0.002 + (random.NextDouble() * 0.03) : 0,
            JournalHole = random.Next(8) == 0 ? 0.002 + (random.NextDouble() * 0.008) : 0,
            SecondEngine = random.Next(8) == 0 ? 0.01 : 0,
            HalfDay = random.Next(DayPlan.HalfDays),
            IsQuiet = random.Next(3) == 0,
        };
        return occasion with
        {
            IsQuiet = occasion.IsQuiet && occasion.Hours == OccasionHours.HalfDay,
            // Two reasons to keep the engine down at once are one too many.
            JournalHole = occasion.Hours == OccasionHours.Turn ? 0 : occasion.JournalHole,
        };
    }
}

/// <summary>Which hours a run plays.</summary>
internal enum OccasionHours
{
    /// <summary>As the run's plan draws them.</summary>
    OfAnyRun,

    /// <summary>The end of a day on which the stock market closes at 13:00.</summary>
    HalfDay,

    /// <summary>From before 16:00 until after 18:00: the trading day turns, and with it the journal's chain.</summary>
    Turn,
}

/// <summary>What the study and engine find where live trading is meant.</summary>
internal enum LiveCase
{
    /// <summary>It is not meant.</summary>
    None,

    /// <summary>Everything allows it.</summary>
    Allowed,

    /// <summary>As <see cref="Allowed"/>, twice as often.</summary>
    AllowedToo,

    /// <summary>The engine's list has another account.</summary>
    NotListed,

    /// <summary>The study's input confirms another account.</summary>
    NotConfirmed,

    /// <summary>Sierra's own simulation is on.</summary>
    SierraSimulates,
}

/// <summary>What is away from before the close until after the turn, so that a position outlives it.</summary>
internal enum TurnCase
{
    /// <summary>Nothing: what is open is closed at the close.</summary>
    Nothing,

    /// <summary>Sierra takes no orders.</summary>
    SierraLocked,

    /// <summary>As <see cref="SierraLocked"/>, and the engine is killed around the turn.</summary>
    SierraLockedEngineKilled,

    Bridge,

    Engine,

    /// <summary>Sierra does not call the study.</summary>
    Study,
}
