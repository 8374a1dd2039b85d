using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Tests.Accounts;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Risk;

/// <summary>
/// Days on which everything goes wrong, on both instruments and with a trader's own trades beside: no entry is made whose stop, slipped as far
/// as is allowed for, could pass the day's limit.
/// </summary>
public sealed class DailyLossLimitLawTests
{
    private const decimal Limit = 2_000;

    [Test]
    public void The_worst_case_never_passes_the_limit_before_an_entry()
    {
        var (approved, refused, lowest) = (0, 0, 0m);
        Law.Holds(
            seed =>
            {
                var random = new Random(seed);
                var now = NewYork.At("2026-06-09 09:30");
                var (ledger, naive) = (Books.Ledger(at: now), new NaiveAccount());
                for (var i = 0; i < 40; i++)
                {
                    now = now.Plus(random.Next(130, 500));
                    var slot = random.Next(2);
                    var entry = Entry(random, slot, ledger, now);
                    var worst = -naive.Realized(TickValue, Fee) + Stake(entry);
                    var verdict = entry.Judge();
                    Assert.That(verdict.IsRefusedBy(RiskCode.DailyLoss), Is.EqualTo(worst > Limit), $"at worst {worst} $");
                    Assert.That(verdict.Findings[(int)RiskCode.DailyLoss].Value, Is.EqualTo((double)worst).Within(1e-6));
                    if (!verdict.TryGetApproved(out var go))
                    {
                        refused++;
                        continue;
                    }

                    approved++;
                    Assert.That(worst, Is.LessThanOrEqualTo(Limit));
                    Play(random, ledger, naive, slot, go, now);
                    lowest = Math.Min(lowest, naive.Realized(TickValue, Fee));
                }

                Assert.That(naive.Realized(TickValue, Fee), Is.GreaterThanOrEqualTo(-Limit));
            },
            seeds: 150
        );
        Assert.That(approved, Is.GreaterThan(500));
        Assert.That(refused, Is.GreaterThan(500));
        Assert.That(lowest, Is.LessThan(-0.9m * Limit), "days came near to the limit");
    }

    private static EntryCase Entry(Random random, int slot, AccountLedger ledger, UnixNanos now)
    {
        var price = 24_000 + random.Next(-2_000, 2_000);
        var contract = ContractSymbol.Of(slot == Books.Es ? "ES" : "MES", 2026, 6);
        return new EntryCase
        {
            Ledger = ledger,
            Slot = slot,
            Now = now,
            Options = new RiskOptions { CeilingContracts = 20 },
            Lots = slot == Books.Es ? random.Next(1, 3) : random.Next(1, 21),
            StopTicks = random.Next(1, 40),
            Direction = random.Next(2) == 0 ? Direction.Long : Direction.Short,
            Reference = price,
            Last = price,
            Bid = price,
            Ask = price + 1,
            Chart = contract,
            Trade = contract,
        };
    }

    // Its stop and two ticks of slippage, with the fees of both sides.
    private static decimal Stake(EntryCase entry) => entry.Lots * ((entry.StopTicks + 2) * TickValue(entry.Slot) + 2 * Fee(entry.Slot));

    // Filled in parts, then mostly stopped, with up to two ticks of slippage.
    private static void Play(Random random, AccountLedger ledger, NaiveAccount naive, int slot, Approved go, UnixNanos now)
    {
        var sign = go.Direction == Direction.Short ? -1 : 1;
        ledger.EntrySent(slot, Books.Note(go.SignalId, go.SignalId, sign * go.Lots.Value, go.Reference.Value, now, go.StopTicks));
        var first = random.Next(0, go.Lots.Value);
        var exit = random.Next(5) == 0 ? go.TargetTicks : -go.StopTicks - random.Next(0, 3);
        foreach (
            var (lots, price) in new[]
            {
                (sign * first, go.Reference.Value),
                (sign * (go.Lots.Value - first), go.Reference.Value),
                (-sign * go.Lots.Value, go.Reference.Value + sign * exit),
            }
        )
        {
            if (lots == 0)
                continue;
            var fill = Books.Fill(lots, price, now.Plus(1), go.SignalId);
            ledger.Take(fill, slot);
            naive.Take(slot, fill);
        }

        ledger.EntryEnded(slot);
    }

    private static decimal TickValue(int slot) => slot == Books.Es ? 12.50m : 1.25m;

    private static decimal Fee(int slot) => slot == Books.Es ? 2.15m : 0.57m;
}
