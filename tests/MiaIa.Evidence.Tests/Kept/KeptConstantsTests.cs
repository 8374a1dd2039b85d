using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Kept;
using MiaIa.Replay;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Evidence.Tests.Kept;

/// <summary>
/// The table of which setting touches which part of a kept day, against whole passes: each constant is moved by itself, and what changes has to stand
/// in the table. What the table forgets would be a reading of other settings that passes for one of these.
/// </summary>
public sealed class KeptConstantsTests
{
    private const int DaysBefore = 2;

    // Two of them are warm-up: 21 bars of five minutes have to be past before the timeframes agree on anything.
    private static readonly DateOnly[] Days = [new(2026, 11, 16), new(2026, 11, 17), new(2026, 11, 18)];
    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings());
    private static readonly string[] Keys = [.. Enumerable.Repeat("a key", KeptParts.Count)];

    private MadeUpDays _days = null!;
    private DayInputs _inputs = null!;
    private byte[][] _own = null!;

    [OneTimeSetUp]
    public void Play_as_it_ships()
    {
        _days = new MadeUpDays(45, SyntheticSession.Symbol, Days);
        _inputs = new(Days[^1], "ES", _days.ScidPath)
        {
            DepthPaths = [_days.DepthPath(Days[^1])],
            ChainPath = MadeUpChain.Write(_days.Empty("chains"), Days[^1], new(9, 46)),
            VolatilityPercent = 16.5,
        };
        _own = Play(InstrumentOptions.Es);
    }

    [OneTimeTearDown]
    public void Remove_days() => _days.Dispose();

    [TestCaseSource(typeof(ConstantMove), nameof(ConstantMove.All))]
    public void A_constant_changes_nothing_but_what_the_table_says(object moved)
    {
        var move = (ConstantMove)moved;
        var lines = Changed(InstrumentOptions.Es, move.To(InstrumentOptions.Es));
        Assert.That(lines, Is.Not.Empty.And.All.StartsWith("ES." + move.Name), "it is this one that was moved");
        var told = lines.Aggregate(0, (parts, line) => parts | KeptConstants.TouchedBy(line));
        var played = Play(move.To(InstrumentOptions.Es));
        var changed = KeptParts.In(KeptParts.All).Where(part => !played[part].AsSpan().SequenceEqual(_own[part])).ToArray();
        TestContext.Out.WriteLine($"{move.Name}: {string.Join(", ", changed.Select(KeptParts.NameOf))}");
        Assert.That(
            changed,
            Is.SubsetOf(KeptParts.In(told)),
            $"the table has {string.Join(", ", KeptParts.In(told).Select(KeptParts.NameOf))}"
        );
        if (move.Seen is { } seen)
            Assert.That(changed, Does.Contain((int)seen), "the day shows it");
    }

    [Test]
    public void Every_constant_is_moved_and_all_other_settings_touch_everything()
    {
        var lines = Lines(InstrumentOptions.Es);
        var moved = ConstantMove.All.SelectMany(move => Changed(move.To(InstrumentOptions.Es), InstrumentOptions.Es)).ToHashSet();
        foreach (var line in lines)
        {
            var name = line[..line.IndexOf('=', StringComparison.Ordinal)];
            if (KeptConstants.TouchedBy(line) != KeptParts.All)
                Assert.That(moved, Does.Contain(line), $"{name} is in the table, and nobody has shown what it changes");
            else
                Assert.That(moved, Does.Not.Contain(line), name);
        }

        Assert.That(KeptConstants.TouchedBy("ES.Features.NotYetThere=1"), Is.EqualTo(KeptParts.All));
        Assert.That(KeptConstants.TouchedBy("ES.Features.DeltaGainOfNext=1"), Is.EqualTo(KeptParts.All));
        Assert.That(KeptConstants.TouchedBy("account.TradesPerDay=1"), Is.EqualTo(KeptParts.All));
    }

    // Those of the second that the first does not have.
    private static string[] Changed(InstrumentOptions from, InstrumentOptions to) => [.. Lines(to).Except(Lines(from))];

    private static string[] Lines(InstrumentOptions instrument) =>
        (Options with { Instruments = [instrument] }).SettingsText().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // Rows and seconds of each part, one behind the other.
    private byte[][] Play(InstrumentOptions instrument)
    {
        var files = Enumerable.Range(0, KeptParts.Count).Select(_ => new MemoryStream()).ToArray();
        using var writer = new KeptWriter(KeptParts.All, Keys, part => files[part]);
        new DayRun(_inputs, Options with { Instruments = [instrument] }, DaysBefore).Play(
            new Nobody(),
            new Nobody(),
            writer,
            CancellationToken.None
        );
        var seconds = PlayedDay.Written(writer.Finish());
        return [.. files.Select((file, part) => (byte[])[.. file.ToArray(), .. seconds[part]])];
    }

    private sealed class Nobody : IDecisionSink, IReplayListener
    {
        public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions) { }

        public void Traded(InstrumentEngine instrument) { }

        public void Looked(InstrumentEngine instrument) { }

        public void Progressed(in ReplayProgress progress) { }
    }
}
