using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.Engine.Tests.Options;

public sealed class BasisEstimateTests
{
    private static readonly LocalDate Day = new(2024, 3, 4);

    [Test]
    public void Is_the_median_difference_at_the_prints_of_the_last_60_seconds() =>
        Support.Law.Holds(seed =>
        {
            var random = new Random(seed);
            var basis = new BasisEstimate();
            var prints = new List<(double Second, double Difference)>();
            for (var second = 0.0; second < 300; second += random.NextDouble() * 9)
            {
                var (future, index) = (5000 + random.Next(100) * 0.125, 4990 + random.Next(100) * 0.01);
                basis.SetFutureMid(future);
                basis.OnIndexPrint(At(10, 0, second), index);
                prints.Add((second, future - index));
                var window = prints.Where(p => p.Second > second - 60).Select(p => p.Difference).Order().ToArray();
                if (window.Length < 10)
                    continue;
                var median =
                    window.Length % 2 == 1 ? window[window.Length / 2] : (window[window.Length / 2] + window[(window.Length / 2) - 1]) / 2;
                Assert.That(basis.Points, Is.EqualTo(median).Within(1e-9), $"at {second}");
                Assert.That(basis.MeasuredAt, Is.EqualTo(At(10, 0, second)));
            }
        });

    [Test]
    public void Needs_ten_prints()
    {
        var basis = new BasisEstimate();
        basis.SetFutureMid(5010);
        for (var i = 0; i < 9; i++)
            basis.OnIndexPrint(At(10, 0, i), 5000);
        Assert.That(basis.Points, Is.NaN);
        Assert.That(basis.ToFutureTicks(5000, 0.25), Is.NaN);
        basis.OnIndexPrint(At(10, 0, 9), 5000);
        Assert.That(basis.Points, Is.EqualTo(10));
        Assert.That(basis.ToFutureTicks(5000, 0.25), Is.EqualTo(20_040));
    }

    [TestCase(9, 34, false)]
    [TestCase(9, 35, true)]
    [TestCase(15, 59, true)]
    [TestCase(16, 0, false)]
    [TestCase(20, 0, false)]
    public void Listens_from_09_35_to_16_00_New_York(int hour, int minute, bool listens)
    {
        var basis = new BasisEstimate();
        basis.SetFutureMid(5010);
        for (var i = 0; i < 10; i++)
            basis.OnIndexPrint(At(hour, minute, i), 5000);
        Assert.That(double.IsNaN(basis.Points), Is.Not.EqualTo(listens));
    }

    [Test]
    public void Stands_still_and_ages_outside_regular_hours_and_when_prints_are_few()
    {
        var basis = Measured();
        var measuredAt = basis.MeasuredAt;
        basis.SetFutureMid(5100);
        basis.OnIndexPrint(At(10, 30, 0), 5000);
        basis.OnIndexPrint(At(16, 30, 0), 5000);
        Assert.That((basis.Points, basis.MeasuredAt), Is.EqualTo((10.0, measuredAt)));
    }

    [Test]
    public void A_book_without_a_mid_is_not_compared()
    {
        var basis = Measured();
        basis.SetFutureMid(double.NaN);
        for (var i = 0; i < 20; i++)
            basis.OnIndexPrint(At(10, 2, i), 5000);
        Assert.That(basis.MeasuredAt, Is.EqualTo(At(10, 0, 9)));
    }

    [Test]
    public void Starts_again_at_a_roll()
    {
        var basis = Measured();
        basis.RestartAtRoll();
        Assert.That((basis.Points, basis.MeasuredAt), Is.EqualTo((double.NaN, default(UnixNanos))));
        basis.SetFutureMid(5060);
        for (var i = 0; i < 10; i++)
            basis.OnIndexPrint(At(10, 0, 10 + i), 5000);
        Assert.That(basis.Points, Is.EqualTo(60), "the prints of the other month are gone");
    }

    private static BasisEstimate Measured()
    {
        var basis = new BasisEstimate();
        basis.SetFutureMid(5010);
        for (var i = 0; i < 10; i++)
            basis.OnIndexPrint(At(10, 0, i), 5000);
        return basis;
    }

    private static UnixNanos At(int hour, int minute, double second) =>
        UnixNanos.Trusted(NewYorkTime.At(Day, new LocalTime(hour, minute)).Value + (long)(second * UnixNanos.PerSecond));
}
