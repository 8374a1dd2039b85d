using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Tests.Accounts;

public sealed class FeeTableTests
{
    [TestCase("2024-01-01", 200, Description = "before the first date")]
    [TestCase("2025-02-28", 200)]
    [TestCase("2025-03-01", 210)]
    [TestCase("2026-01-31", 210)]
    [TestCase("2026-02-01", 215)]
    public void An_old_day_keeps_its_fee(string day, int cents)
    {
        var table = new FeeTable([new(new(2025, 1, 1), 200), new(new(2025, 3, 1), 210), new(new(2026, 2, 1), 215)]);
        Assert.That(table.CentsOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(cents));
    }

    [Test]
    public void Refuses_a_table_that_cannot_be() =>
        Assert.Multiple(() =>
        {
            Assert.That(() => new FeeTable([]), Throws.ArgumentException.With.Message.Contains("at least one date"));
            Assert.That(() => FeeTable.Always(-1), Throws.ArgumentException.With.Message.Contains("-1 cents"));
            Assert.That(
                () => new FeeTable([new(new(2026, 1, 1), 1), new(new(2026, 1, 1), 2)]),
                Throws.ArgumentException.With.Message.Contains("2026-01-01 does not follow")
            );
        });
}
