using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Vendors;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.V1;
using Microsoft.Extensions.Time.Testing;
using Serilog.Core;

namespace MiaIa.Engine.Host.Tests.Vendors;

public sealed class VendorBoardTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 15, 0, 0, TimeSpan.Zero);
    private static readonly double[] Ladder = [.. Enumerable.Range(0, 400).Select(i => 6000 + (5.0 * i))];

    private TemporaryFolder _folder = null!;
    private FakeTimeProvider _time = null!;
    private string _path = "";

    [SetUp]
    public void Start()
    {
        _folder = new TemporaryFolder();
        _time = new FakeTimeProvider(Now);
        _path = Path.Combine(_folder.FullName, "SierraChart Q-Levels.txt");
    }

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void The_future_stands_as_it_is_and_the_index_is_moved_by_the_basis()
    {
        Write("$ESZ2026: Call Resistance, 7000, GEX 1, 7000, HVL, 6895.5\n$SPX: Call Resistance, 6960\n$NQZ2026: HVL, 25000");
        var sources = Sources(Reading());
        Assert.That(string.Join(" ", sources.Select(source => source.Symbol)), Is.EqualTo("ESZ2026 SPX"));
        Assert.That(
            sources[0].Level.Select(level => (level.Name, level.Points)),
            Is.EqualTo(new[] { ("HVL", 6895.5), ("Call Resistance & GEX 1", 7000.0) })
        );
        Assert.That(sources[0].Level[1].Nearest, Is.EqualTo("call_wall"));
        Assert.That(sources[0].Level[1].DistancePoints, Is.EqualTo(10), "7000 less 6950 and 40 of basis");
        Assert.That(sources[0].Comparison.Lines, Is.EqualTo(2));
        Assert.That((sources[1].Level[0].IndexPoints, sources[1].Level[0].Points), Is.EqualTo((6960.0, 7000.0)));
        Assert.That(sources[1].Comparison, Is.Null, "one price has no range");
    }

    [Test]
    public void Without_a_basis_the_index_waits_and_nothing_is_compared()
    {
        Write("$SPX: Call Resistance, 6960, HVL, 6850");
        var source = Sources(Reading() with { BasisPoints = double.NaN }).Single();
        Assert.That(
            source.Level.Select(level => (level.IndexPoints, level.HasPoints, level.Nearest)),
            Is.EqualTo(new[] { (6850.0, false, ""), (6960.0, false, "") })
        );
        Assert.That(source.Comparison, Is.Null);
    }

    [Test]
    public void Another_month_is_said_and_not_shown()
    {
        Write("$ESH2027: HVL, 6950\n$ES1!: HVL, 6900");
        var sources = Sources(Reading());
        Assert.That(sources[0].Fault, Does.Contain("another month").And.Contain("ESZ26_FUT_CME"));
        Assert.That(sources[0].Level, Is.Empty);
        Assert.That((sources[1].Fault, sources[1].Level.Count), Is.EqualTo(("", 1)));
    }

    [TestCase("ESZ2026", "MES", 2)]
    [TestCase("ESZ26", "ES", 2)]
    [TestCase("MESZ6", "ES", 2)]
    [TestCase("ESH2027", "ES", 3)]
    [TestCase("SPXW", "MES", 1)]
    [TestCase("^SPX", "ES", 1)]
    [TestCase("NQZ2026", "ES", 0)]
    [TestCase("SPY", "ES", 0)]
    [TestCase("ES", "ES", 2)]
    [TestCase("", "ES", 0)]
    public void A_symbol_is_of_the_future_of_the_index_of_another_month_or_of_something_else(string symbol, string instrument, int kind) =>
        Assert.That(VendorSymbol.KindOf(symbol, Reading() with { Instrument = instrument }), Is.EqualTo((VendorSymbolKind)kind));

    [Test]
    public void A_price_far_from_the_market_is_named_and_left_out()
    {
        Write("$ESZ2026: HVL, 6895.5, Gamma Condition, 1");
        var source = Sources(Reading()).Single();
        Assert.That(source.Level, Has.Count.EqualTo(1));
        Assert.That((source.Bad, source.BadText.Single()), Is.EqualTo((1u, "Gamma Condition 1 is no price near 6900")));
    }

    [Test]
    public void A_file_is_read_again_when_it_has_changed_and_what_it_said_goes_with_it()
    {
        var board = Board();
        Assert.That(Sources(Reading(), board).Single().Fault, Is.EqualTo("there is no such file"));
        Write("$ESZ2026: HVL, 6895.5");
        Assert.That(Sources(Reading(), board).Single().Fault, Is.Not.Empty, "it is looked at once a second");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Sources(Reading(), board).Single().Level.Single().Points, Is.EqualTo(6895.5));
        Write("$ESZ2026: HVL, 6900, GEX 1, 6925");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Sources(Reading(), board).Single().Level, Has.Count.EqualTo(2));
        File.Delete(_path);
        _time.Advance(TimeSpan.FromSeconds(1));
        var gone = Sources(Reading(), board).Single();
        Assert.That((gone.Level.Count, gone.Fault, gone.WrittenUnixS), Is.EqualTo((0, "there is no such file", 0L)));
    }

    [Test]
    public void It_is_stale_after_a_day()
    {
        Write("$ESZ2026: HVL, 6895.5");
        var board = Board();
        var source = Sources(Reading(), board).Single();
        Assert.That((source.Stale, source.WrittenUnixS), Is.EqualTo((false, Now.ToUnixTimeSeconds())));
        _time.Advance(TimeSpan.FromHours(24));
        Assert.That(Sources(Reading(), board).Single().Stale, Is.False);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Sources(Reading(), board).Single().Stale, Is.True);
    }

    [Test]
    public void A_file_without_this_instrument_and_one_that_is_too_large_say_so()
    {
        Write("$NQZ2026: HVL, 25000");
        Assert.That(Sources(Reading()).Single().Fault, Is.EqualTo("nothing for ES: it holds NQZ2026"));
        Write(new string('x', VendorFile.BytesMax + 1));
        Assert.That(Sources(Reading()).Single().Fault, Does.Contain("bytes"));
    }

    [Test]
    public void Values_that_the_trader_maps_out_of_a_vendors_study_are_its_levels()
    {
        var at = UnixNanos.Trusted(Now.ToUnixTimeSeconds() * UnixNanos.PerSecond);
        var reading = Reading() with
        {
            StudyValues = [new("vendor_call_resistance", 7000, at), new("rsi", 55, at), new("vendor_hvl", 6895.5, at)],
        };
        var source = new VendorBoard(new VendorSettings(), _time, Log()).Sources(reading, Exposure(), Ladder).Single();
        Assert.That((source.Name, source.Stale), Is.EqualTo(("study", false)));
        Assert.That(string.Join(", ", source.Level.Select(level => level.Name)), Is.EqualTo("hvl, call resistance"));
        Assert.That(new VendorBoard(new VendorSettings(), _time, Log()).Sources(Reading(), Exposure(), Ladder), Is.Empty);
    }

    private void Write(string text)
    {
        File.WriteAllText(_path, text);
        File.SetLastWriteTimeUtc(_path, _time.GetUtcNow().UtcDateTime);
    }

    private static LogMessages Log() => new(Logger.None);

    private VendorBoard Board() => new(new VendorSettings { MenthorQFile = _path }, _time, Log());

    private VendorSource[] Sources(VendorChart reading, VendorBoard? board = null) =>
        [.. (board ?? Board()).Sources(reading, Exposure(), Ladder)];

    private static GammaExposure Exposure() =>
        new()
        {
            All = new GammaScope
            {
                CallWall = new GammaLevel { Strike = 6950 },
                PutWall = new GammaLevel { Strike = 6750 },
            },
            First = new GammaScope { ZeroGammaPoints = 6845.5 },
        };

    private static VendorChart Reading() =>
        new()
        {
            Instrument = "ES",
            Contract = "ESZ26_FUT_CME",
            Index = IndexSymbol.Spx,
            Now = UnixNanos.Trusted(Now.ToUnixTimeSeconds() * UnixNanos.PerSecond),
            LastPoints = 6900,
            BasisPoints = 40,
            StudyValues = [],
        };
}
