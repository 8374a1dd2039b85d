using MiaIa.V1;

namespace MiaIa.Cli.Demo;

/// <summary>Everything the demo has learned about one run.</summary>
internal sealed class PlayedSession(SessionTally tally, bool mustBeSynthetic)
{
    /// <summary>What the files hold.</summary>
    public SessionTally Tally { get; } = tally;

    /// <summary>The session is made up, and everything has to say so.</summary>
    public bool MustBeSynthetic { get; } = mustBeSynthetic;

    /// <summary>Signals as they were drawn.</summary>
    public List<DrawnSignal> Signals { get; } = [];

    /// <summary>Price levels and status text as they were drawn.</summary>
    public LevelReader Levels { get; } = new();

    /// <summary>What the simulated Gateway counted; empty without one.</summary>
    public List<string> Gateway { get; } = [];

    /// <summary>Lines of the stand-in that could not be read.</summary>
    public List<HostMalformed> Malformed { get; } = [];

    /// <summary>Order calls of the study; in dry-run there must be none.</summary>
    public List<HostOrder> Orders { get; } = [];

    /// <summary>Executions at the stand-in's exchange.</summary>
    public List<HostFill> Fills { get; } = [];

    /// <summary>Whether Sierra's side was to execute orders.</summary>
    public bool Trades { get; init; }

    /// <summary>The first line of the stand-in; null when it never came.</summary>
    public HostStart? Start { get; set; }

    /// <summary>The last line of the stand-in; null when it never came.</summary>
    public HostEnd? End { get; set; }

    /// <summary>Why the engine did not take the study, in the study's words; empty = it did.</summary>
    public string Refused { get; set; } = "";

    /// <summary>How the stand-in ended.</summary>
    public int HostExitCode { get; set; }

    /// <summary>The engine's state after the run; null when it did not answer.</summary>
    public EngineStatus? Engine { get; set; }

    /// <summary>Programs that had to be made to stop.</summary>
    public List<string> Unstoppable { get; } = [];

    /// <summary>The instrument that the study fed; null when none did.</summary>
    public InstrumentState? Instrument =>
        Engine?.Instrument.FirstOrDefault(i => i.TradeRecords > 0) ?? Engine?.Instrument.FirstOrDefault(i => i.Epoch != 0);
}
