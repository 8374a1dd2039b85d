using MiaIa.Engine.Host.Chains;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Ibkr.Planning;
using MiaIa.V1;
using Serilog;

namespace MiaIa.Engine.Host.Tests.Chains;

public sealed class PutCallStoreTests
{
    [Test]
    public void What_is_recorded_today_is_told_tomorrow_and_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var (told, today) = (new Told(), Day(20230608, (571, 0.25)));
        var store = Store(folder, told, () => today);
        store.Begin(20230608);
        store.Record();
        today = Day(20230608, (571, 0.25), (572, -0.1));
        store.Record();
        Assert.That(told.Histories, Is.Empty, "today is not compared with itself");

        today = Day(20230609, (571, 0.5));
        store.Record();
        Assert.That(told.Histories.Single().Day.Single(), Is.EqualTo(Day(20230608, (571, 0.25), (572, -0.1))));

        var after = new Told();
        Store(folder, after, () => null).Begin(20230612);
        Assert.That(after.Histories.Single().Underlying, Is.EqualTo(Underlying.Spx));
        Assert.That(after.Histories.Single().Day.Select(d => d.Date), Is.EqualTo([20230608u, 20230609u]));
    }

    [Test]
    public void Only_the_last_twenty_days_are_kept_and_told()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "put-call-SPX.csv");
        File.WriteAllLines(path, Enumerable.Range(1, 28).Select(d => $"202302{d:00},600,{d / 100.0}"));
        var told = new Told();
        Store(folder, told, () => null).Begin(20230301);
        Assert.That(told.Histories.Single().Day.Select(d => d.Date), Is.EqualTo(Enumerable.Range(20230209, 20).Select(d => (uint)d)));
        Assert.That(File.ReadAllLines(path), Has.Length.EqualTo(21));
    }

    [Test]
    public void A_torn_or_foreign_line_is_left_out_and_costs_no_other()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            Path.Combine(folder.FullName, "put-call-SPX.csv"),
            "20230607,600,0.1\n20230231,600,0.1\n20230608,1440,0.1\n20230608,600,NaN\nhello\n20230608,601,0.2\n202306"
        );
        var told = new Told();
        Store(folder, told, () => null).Begin(20230609);
        Assert.That(told.Histories.Single().Day, Is.EqualTo([Day(20230607, (600, 0.1)), Day(20230608, (601, 0.2))]));
    }

    private static PutCallStore Store(TemporaryFolder folder, IOptionIngress intake, Func<PutCallDay?> today) =>
        new(folder.FullName, intake, u => u == Underlying.Spx ? today() : null, new LogMessages(new LoggerConfiguration().CreateLogger()));

    private static PutCallDay Day(uint date, params (uint Minute, double Ratio)[] minutes) =>
        new()
        {
            Date = date,
            Minute = { minutes.Select(m => m.Minute) },
            LogRatio = { minutes.Select(m => m.Ratio) },
        };

    private sealed class Told : IOptionIngress
    {
        public List<PutCallHistory> Histories { get; } = [];

        public string? Apply(OptionInput input)
        {
            Histories.Add(input.PutCallHistory.Clone());
            return null;
        }
    }
}
