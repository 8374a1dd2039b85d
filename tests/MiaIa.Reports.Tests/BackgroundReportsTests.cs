using MiaIa.Engine.Market;
using MiaIa.Projections;
using MiaIa.Projections.Tests;
using MiaIa.Replay.Tests;
using MiaIa.Reports.Periods;
using MiaIa.Reports.Schedule;

namespace MiaIa.Reports.Tests;

public sealed class BackgroundReportsTests
{
    // A Thursday, 2023-06-29; 18:05 in New York is 22:05 UTC.
    private static readonly DateTimeOffset Due = new(2023, 6, 29, 22, 5, 0, TimeSpan.Zero);

    private readonly ReportCalendar _calendar = new(SessionCalendar.Cme());
    private readonly List<string> _said = [];
    private TemporaryFolder _folder = null!;
    private string _journal = "";
    private string _database = "";

    [SetUp]
    public void MakeTheDay()
    {
        _folder = new();
        _said.Clear();
        _journal = Directory.CreateDirectory(_folder.File("journal")).FullName;
        _database = _folder.File("trades.db");
        TradedMornings.Write(_journal, events: 2_000, end: 1);
        using var follower = JournalFollower.Open(_journal, TradedMornings.Options, _database);
        while (follower.Advance(1_000_000) > 0)
            continue;
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_report_is_made_when_it_is_due_and_once()
    {
        Assert.That(MadeAt(Due.AddSeconds(-1)), Is.Zero);
        Assert.That(MadeAt(Due), Is.EqualTo(1));
        Assert.That(MadeAt(Due.AddHours(3)), Is.Zero);
        Assert.That(string.Join(' ', Files()), Is.EqualTo("daily_2023-06-29.html daily_performance.json"));
    }

    [Test]
    public void What_was_due_while_the_engine_was_down_is_made_later()
    {
        // Sunday. Of Friday, the last of its week and its month, the journal holds nothing; its week and month hold Thursday.
        Assert.That(MadeAt(Due.AddDays(3)), Is.EqualTo(3));
        Assert.That(
            string.Join(' ', Files().Where(name => name.EndsWith(".html", StringComparison.Ordinal))),
            Is.EqualTo("monthly_2023-06.html weekend_2023-06-26.html weekly_2023-06-26.html")
        );
    }

    [Test]
    public void A_decision_that_differs_is_told()
    {
        MadeAt(Due);
        Assert.That(_said, Has.Some.StartsWith("PARITY INCIDENT: ").And.Some.Contains("parity INCIDENT"));
    }

    [Test]
    public void Without_a_database_there_is_none() =>
        Assert.That(
            BackgroundReports.MakeDue(PlanAt(Due) with { Database = _folder.File("none.db") }, _calendar, CancellationToken.None),
            Is.Zero
        );

    [Test]
    public void It_ends_when_it_is_asked_to()
    {
        var reports = BackgroundReports.Start(PlanAt(Due));
        reports.Dispose();
        Assert.That(Directory.Exists(_folder.File("performance")), Is.False);
    }

    private int MadeAt(DateTimeOffset moment) => BackgroundReports.MakeDue(PlanAt(moment), _calendar, CancellationToken.None);

    private BackgroundReports.Plan PlanAt(DateTimeOffset moment) =>
        new(_journal, _database, TradedMornings.Options, _folder.File("performance"), new FixedTime(moment), _said.Add);

    private IEnumerable<string> Files() =>
        Directory.GetFiles(_folder.File("performance")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private sealed class FixedTime(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
