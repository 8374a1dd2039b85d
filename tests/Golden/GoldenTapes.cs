using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Signals;
using MiaIa.Replay.Tallies;
using MiaIa.SierraFiles.Synthetic;

namespace Golden;

/// <summary>The two tapes whose decisions are held to a hash: the made-up session, and what makes the recorded hour bear signals.</summary>
public abstract class GoldenTapes
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("miaia-golden-hash-");

    /// <summary>The made-up session's files.</summary>
    protected SyntheticFiles Session { get; private set; } = null!;

    [OneTimeSetUp]
    public void MakeTheSession() => Session = SyntheticSession.Write(_folder.FullName, seed: 7);

    [OneTimeTearDown]
    public void RemoveIt() => _folder.Delete(recursive: true);

    /// <summary>A quiet hour of Christmas night: only lower limits make it bear signals, and without signals the hash says nothing.</summary>
    protected static InstrumentOptions OfAQuietHour(InstrumentOptions options) =>
        options with
        {
            Confluence = options.Confluence with
            {
                Tiers = new()
                {
                    Weak = 0.06,
                    Good = 0.10,
                    Strong = 0.13,
                    Premium = 0.16,
                },
            },
            Signals = options.Signals with { RearmMargin = 0.05 },
        };

    /// <summary>What became of the signals of a tape, as "born 4, raised 2, demoted 1, ended 4".</summary>
    protected static string SignalsOf(InstrumentTally tally)
    {
        var signals = tally.Signals;
        return $"born {signals.Born}, raised {signals.Raised}, demoted {signals.Demoted}, ended {Enum.GetValues<EndCause>().Sum(signals.Ended)}";
    }
}
