using System.Globalization;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Market;

public sealed class AnchoredVwapTests
{
    // A tick export whose publisher put a session VWAP and its bands on every row. Its session began earlier than its rows, so
    // the first row's volume, mean and deviation are taken as one lump and our own part is joined to it (Chan's formula).
    [Test]
    public void Equals_the_session_vwap_and_bands_of_a_recorded_export()
    {
        var rows = File.ReadLines(Recorded.File("es-rth-2023-06-29/ES_2023-06-29_tbt.txt")).Select(line => line.Split(';')).ToList();
        var column = rows[0].Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i);
        double Of(string[] row, string name) => double.Parse(row[column[name]], CultureInfo.InvariantCulture);

        var trades = rows.Skip(1).OrderBy(row => (long)Of(row, "Index")).ToList();
        var first = trades[0];
        var (volume, mean) = (Of(first, "CD_Total"), Of(first, "vwap") * 4);
        var variance = Math.Pow((Of(first, "vwap_sd1_top") - Of(first, "vwap")) * 4, 2);
        var vwap = new AnchoredVwap();
        var added = 0.0;
        foreach (var row in trades.Skip(1))
        {
            vwap.Add((int)(Of(row, "Price") * 4), (int)Of(row, "Volume"));
            added += Of(row, "Volume");
            var all = volume + added;
            var apart = vwap.Ticks - mean;
            var joined = ((volume * mean) + (added * vwap.Ticks)) / all;
            var joinedVariance =
                (((volume * variance) + (added * Math.Pow(vwap.Deviation(), 2))) / all) + (apart * apart * volume * added / (all * all));
            Assert.That(joined / 4, Is.EqualTo(Of(row, "vwap")).Within(1e-9), row[1]);
            // The publisher squares each distance from the mean as it was then, which leaves about 1e-10 a trade.
            for (var deviations = 1; deviations <= 3; deviations++)
            {
                var band = deviations * Math.Sqrt(joinedVariance) / 4;
                Assert.That((joined / 4) + band, Is.EqualTo(Of(row, $"vwap_sd{deviations}_top")).Within(deviations * 1e-6), row[1]);
                Assert.That((joined / 4) - band, Is.EqualTo(Of(row, $"vwap_sd{deviations}_bottom")).Within(deviations * 1e-6), row[1]);
            }
        }

        Assert.That(added, Is.GreaterThan(1_600));
    }

    [Test]
    public void One_price_has_no_deviation_and_no_distance()
    {
        var vwap = new AnchoredVwap();
        for (var i = 0; i < 1_000; i++)
            vwap.Add(17_601, 7);
        Assert.That((vwap.Ticks, vwap.Deviation(), vwap.Distance(17_601)), Is.EqualTo((17_601.0, 0.0, 0.0)));
    }

    [Test]
    public void The_largest_trades_at_the_most_distant_prices_stay_finite()
    {
        var vwap = new AnchoredVwap();
        for (var i = 0; i < 100_000; i++)
            vwap.Add(i % 2 == 0 ? 1 : PriceTicks.MaxValue, Contracts.MaxValue);
        Assert.That(vwap.Ticks, Is.EqualTo((PriceTicks.MaxValue + 1) / 2.0).Within(1e-3));
        Assert.That(vwap.Deviation(), Is.EqualTo((PriceTicks.MaxValue - 1) / 2.0).Within(1e-3));
    }
}
