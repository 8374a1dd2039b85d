using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;
using static MiaIa.Engine.Tests.Accounts.Books;

namespace MiaIa.Engine.Tests.Accounts;

/// <summary>Random fills, partial ones and turns among them, through the ledger and through the naive account.</summary>
public sealed class AccountLedgerLawTests
{
    private static readonly AccountOptions Roomy = new() { DailyLossLimitCents = 10_000_000_000 };

    [Test]
    public void Position_profit_and_trades_are_the_naive_ones()
    {
        var (turns, trips) = (0, 0);
        Law.Holds(
            seed =>
            {
                var random = new Random(seed);
                var (ledger, naive) = (Ledger(Roomy), new NaiveAccount());
                var profit = 0L;
                for (var i = 0; i < 60; i++)
                {
                    var (slot, fill) = Next(random, Morning.Plus(i));
                    var before = ledger.LotsOf(slot);
                    ledger.Take(fill, slot);
                    naive.Take(slot, fill);
                    turns += before * ledger.LotsOf(slot) < 0 ? 1 : 0;
                    foreach (var trip in ledger.Finished)
                        (profit, trips) = (profit + trip.ProfitCents, trips + 1);
                    Assert.That(ledger.LotsOf(slot), Is.EqualTo(naive.Lots(slot)));
                    Assert.That(ledger.RealizedCents / 100m, Is.EqualTo(naive.Realized(TickValue, Fee)));
                    Assert.That(ledger.AverageTicksOf(slot), Is.EqualTo(naive.Open(slot).DefaultIfEmpty(0).Average()).Within(1e-6));
                }

                Assert.That(ledger.TradesToday, Is.EqualTo(naive.Opened()));
                // What is closed to the end makes the round trips' profits the realised one.
                for (var slot = 0; slot < 2; slot++)
                {
                    ledger.Fills(slot, ledger.LotsOf(slot) == 0 ? 1 : -ledger.LotsOf(slot), 24_000, Morning.Plus(99));
                    if (ledger.LotsOf(slot) != 0)
                        ledger.Fills(slot, -1, 24_000, Morning.Plus(99));
                    foreach (var trip in ledger.Finished)
                        profit += trip.ProfitCents;
                }

                Assert.That(profit, Is.EqualTo(ledger.RealizedCents));
            },
            seeds: 200
        );
        Assert.That(Math.Min(turns, trips), Is.GreaterThan(100), "positions turned and ended");
    }

    [Test]
    public void An_account_that_was_carried_over_goes_on_as_the_one_that_was_not() =>
        Law.Holds(
            seed =>
            {
                var random = new Random(seed);
                var ledger = Ledger(new AccountOptions { DailyLossLimitCents = 100_000 });
                ulong order = 1;
                for (var i = 0; i < 50; i++)
                    Step(ledger, random.Next(), Morning.Plus(i), ref order);
                var copy = Carried(ledger, new AccountOptions { DailyLossLimitCents = 100_000 });
                Assert.That(Bytes(copy), Is.EqualTo(Bytes(ledger)));
                for (var i = 50; i < 150; i++)
                {
                    var (step, at, before) = (random.Next(), Morning.Plus(i * 600), order);
                    Step(ledger, step, at, ref order);
                    order = before;
                    Step(copy, step, at, ref order);
                    Assert.That(Bytes(copy), Is.EqualTo(Bytes(ledger)), $"step {i}");
                }
            },
            seeds: 60
        );

    [Test]
    public void A_carry_that_is_cut_off_anywhere_is_refused_and_lets_no_entry_pass()
    {
        var nothing = new AccountLedger(new AccountOptions(), Instruments);
        nothing.Trip(TradingBreach.Person);
        var ledger = Ledger();
        ledger.EntrySent(Es, Note(1, 1, 1, 24_000, Morning));
        ledger.Fills(Es, 1, 24_000, Morning, 1);
        ledger.Trips(Mes, 24_000, -8, Morning);
        var bytes = Bytes(ledger);
        for (var length = 0; length < bytes.Length; length += 8)
        {
            var copy = new AccountLedger(new AccountOptions(), Instruments);
            Assert.That(() => Load(copy, bytes[..length]), Throws.TypeOf<CarryException>(), $"{length} of {bytes.Length} bytes");
            Assert.That(copy.StateOf(Es), Is.EqualTo(TradingState.Halted));
            Assert.That(Bytes(copy), Is.EqualTo(Bytes(nothing)), "nothing is half known");
        }
    }

    [Test]
    public void A_carry_of_another_version_or_account_is_refused_by_name()
    {
        var writer = new CarryWriter();
        writer.WriteInt64(99);
        Assert.That(() => Load(Ledger(), writer.Written.ToArray()), Throws.TypeOf<CarryException>().With.Message.Contains("99"));
        var swapped = new AccountLedger(new AccountOptions(), [Instruments[1], Instruments[0]]);
        Assert.That(() => Load(swapped, Bytes(Ledger())), Throws.Nothing, "instruments go by their names");
        var fewer = new AccountLedger(new AccountOptions(), [Instruments[1]]);
        Assert.That(
            () => Load(fewer, Bytes(Ledger())),
            Throws.TypeOf<CarryException>().With.Message.Contains($"an account with {Instruments[0].Name}, which is not among")
        );
    }

    internal static AccountLedger Carried(AccountLedger ledger, AccountOptions options)
    {
        var copy = new AccountLedger(options, Instruments);
        Load(copy, Bytes(ledger));
        return copy;
    }

    private static byte[] Bytes(AccountLedger ledger)
    {
        var writer = new CarryWriter();
        ledger.Save(writer);
        return writer.Written.ToArray();
    }

    private static void Load(AccountLedger ledger, byte[] bytes)
    {
        var reader = new CarryReader(bytes);
        ledger.Load(ref reader);
        reader.End();
    }

    // Everything that can happen to an account, drawn from one number.
    private static void Step(AccountLedger ledger, int seed, UnixNanos at, ref ulong order)
    {
        var random = new Random(seed);
        var slot = random.Next(2);
        ledger.Advance(at);
        switch (random.Next(9))
        {
            case 0:
                ledger.EntrySent(slot, Note(order, order * 10, random.Next(1, 3), 24_000 + random.Next(3), at));
                order++;
                break;
            case 1:
                ledger.EntryEnded(slot);
                break;
            case 2:
                ledger.SetCondition(slot, (TradingCondition)(1 << random.Next(4)), random.Next(2) == 0);
                break;
            case 3:
                ledger.SetStop(slot, PriceTicks.Trusted(24_000 + random.Next(-9, 9)));
                break;
            case 4:
                ledger.Resume();
                break;
            case 5:
                ledger.Trip(TradingBreach.Kill);
                break;
            default:
                var (_, fill) = Next(random, at);
                ledger.Mark(slot, fill.Price);
                ledger.Take(fill with { Key = (ulong)seed, OrderId = (ulong)random.Next((int)order) }, slot);
                break;
        }
    }

    private static (int Slot, Fill Fill) Next(Random random, UnixNanos at) =>
        (random.Next(2), Fill(random.Next(1, 6) * (random.Next(2) == 0 ? 1 : -1), 24_000 + random.Next(-20, 21), at));

    private static decimal TickValue(int slot) => slot == Es ? 12.50m : 1.25m;

    private static decimal Fee(int slot) => slot == Es ? 2.15m : 0.57m;
}
