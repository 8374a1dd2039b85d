using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections.Tests;
using MiaIa.Replay.Tests;
using MiaIa.Reports.Changes;
using MiaIa.Reports.Content;
using MiaIa.Reports.Output;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Tests.Changes;

/// <summary>What a month says of what was changed, against SQL and a few lines by themselves.</summary>
public sealed class SettingsChangesTests
{
    private static readonly DateOnly[] Dates = [new(2026, 5, 20), new(2026, 6, 3), new(2026, 6, 24)];
    private static readonly EngineOptions Before = new([InstrumentOptions.Es, InstrumentOptions.Mes], "1.0.0");
    private static readonly EngineOptions After = Before with { Account = Before.Account with { LossCooldownSeconds = 777 } };

    private readonly TemporaryFolder _folder = new();
    private string _path = "";

    [OneTimeSetUp]
    public void MakeTrades()
    {
        _path = _folder.File("trades.db");
        MadeUpTrades.Write(_path, 120, Dates);
        // The second segment was begun on 2026-05-28, with another hash.
        Database.Execute(
            _path,
            $"""
            UPDATE segments SET created_ns = 1777600000000000000, settings_hash = '{Hash(Before)}' WHERE segment = 1;
            UPDATE segments SET created_ns = 1779960000000000000, settings_hash = '{Hash(After)}' WHERE segment = 2;
            """
        );
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_change_stands_with_the_trades_under_the_one_and_under_the_other()
    {
        var change = Month(6).Changes.Single();
        Assert.That(change.AtUtc, Is.EqualTo("2026-05-28 09:20:00Z"));
        Assert.That((change.From[..16], change.To[..16]), Is.EqualTo((Hash(Before), Hash(After))));
        foreach (var book in change.Books)
        {
            Hold(book.Before, book.Book, "segment = 1");
            Hold(book.After, book.Book, "segment = 2");
        }

        Assert.That(change.Books, Has.Count.GreaterThan(2));
    }

    [Test]
    public void A_month_stands_beside_the_one_before()
    {
        foreach (var book in Month(6).Months)
        {
            Hold(book.Before, book.Book, "trade_date < '2026-06-01'");
            Hold(book.After, book.Book, "trade_date >= '2026-06-01'");
        }

        Assert.That(Month(7).Months.Single(book => book.Book == "dry-run").After.Trades, Is.Zero);
    }

    [Test]
    public void The_change_of_a_mean_has_welchs_interval_and_none_where_the_sample_is_small()
    {
        var book = Month(6).Months.Single(book => book.Book == "dry-run");
        var (old, young) = (Cents("trade_date < '2026-06-01'"), Cents("trade_date >= '2026-06-01'"));
        var difference = young.Average() - old.Average();
        var reach = 1.959963984540054 * Math.Sqrt((Variance(old) / old.Length) + (Variance(young) / young.Length));
        Assert.That(book.Difference.Value, Is.EqualTo(difference).Within(0.5));
        Assert.That((book.Difference.High - book.Difference.Low) / 2, Is.EqualTo(reach).Within(0.5));
        Assert.That(
            book.Verdict,
            Is.EqualTo(
                difference > reach ? "better"
                : difference < -reach ? "worse"
                : "not told apart"
            )
        );
        var small = Month(6).Months.Single(book => book.Book == "sim SYNTHETIC");
        Assert.That((small.Difference.Value, small.Verdict), Is.EqualTo(((double?)null, "fewer than 30 trades on a side")));
    }

    [TestCase(300, "better")]
    [TestCase(-300, "worse")]
    public void A_change_that_is_large_is_told_apart(int more, string verdict)
    {
        var path = _folder.File($"large{more}.db");
        MadeUpTrades.Write(path, 120, Dates);
        Database.Execute(path, $"UPDATE round_trips SET profit_cents = profit_cents + {more * 100} WHERE trade_date >= '2026-06-01'");
        Assert.That(Month(6, path).Months.Single(book => book.Book == "dry-run").Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public void The_settings_that_differ_are_named_once_both_texts_are_kept()
    {
        Assert.That(Month(6).Changes.Single().Differences, Is.Null);
        Assert.That(ReportHtml.Of(Month(6)), Does.Contain("The values of one of the two were not kept."));
        SettingsTexts.Keep(_path, Before);
        SettingsTexts.Keep(_path, After);
        var report = Month(6);
        var expected = $"account.LossCooldownSeconds: {Before.Account.LossCooldownSeconds} → 777";
        Assert.That(report.Changes.Single().Differences, Is.EqualTo([expected]));
        Assert.That(ReportHtml.Of(report), Does.Contain("account.LossCooldownSeconds: ").And.Contain("This month beside the last"));
    }

    [Test]
    public void A_change_before_last_month_is_none_of_this_months_and_other_kinds_have_none()
    {
        Assert.That(Month(7).Changes, Is.Empty);
        Assert.That(ReportHtml.Of(Month(7)), Does.Contain("Nothing was changed"));
        var week = Make(_path, ReportKind.Week, new(2026, 6, 24));
        Assert.That((week.Changes.Count, week.Months.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void No_name_of_an_account_is_kept_with_the_settings()
    {
        var live = Before with
        {
            Instruments =
            [
                .. Before.Instruments.Select(one =>
                    one with
                    {
                        Trading = one.Trading with { Risk = one.Trading.Risk with { LiveAccounts = ["DU1234567"] } },
                    }
                ),
            ],
        };
        Assert.That(live.SettingsText(), Does.Contain("LiveAccounts[0]=***").And.Not.Contain("DU1234567"));
        Assert.That(live.SettingsText(), Does.Contain("ES.").And.Contain("MES."));
    }

    private static double Variance(long[] values) =>
        values.Sum(value => (value - values.Average()) * (value - values.Average())) / (values.Length - 1);

    private static string Hash(EngineOptions options) => options.SettingsHash().ToString("x16", CultureInfo.InvariantCulture);

    private void Hold(Performance actual, string book, string where)
    {
        var cents = Cents(where, book);
        Assert.That(
            (actual.Trades, actual.ProfitCents, actual.WinRate.Hits),
            Is.EqualTo((cents.LongLength, cents.Sum(), cents.LongCount(c => c > 0))),
            $"{book}, {where}"
        );
    }

    private long[] Cents(string where, string book = "dry-run") =>
        [
            .. Database
                .Rows(
                    _path,
                    $"SELECT profit_cents FROM round_trips WHERE mode || CASE label WHEN '' THEN '' ELSE ' ' || label END = '{book}' AND {where}"
                )
                .Select(row => (long)row[0]),
        ];

    private Report Month(int month, string? path = null) => Make(path ?? _path, ReportKind.Month, new(2026, month, 24));

    private static Report Make(string path, ReportKind kind, DateOnly date)
    {
        var period = new ReportCalendar(SessionCalendar.Cme()).Of(kind, date);
        return ReportMaker.Make(new ReportRequest(path, Before, period, period.EndsAt), CancellationToken.None);
    }
}
