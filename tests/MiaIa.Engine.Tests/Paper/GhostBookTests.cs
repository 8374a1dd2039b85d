using MiaIa.Engine.Market;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Signals;
using MiaIa.Engine.Tests.Support;
using static MiaIa.Engine.Tests.Paper.PaperStep;

namespace MiaIa.Engine.Tests.Paper;

public sealed class GhostBookTests
{
    private const int Reference = 1_000;
    private static readonly RefusalSet Spread = default(RefusalSet).With(RiskCode.Spread);
    private static readonly RefusalSet SpreadAndLoss = Spread.With(RiskCode.DailyLoss);

    [Test]
    public void Every_ghost_ends_as_a_broker_of_its_own_with_one_contract_would_end_it() =>
        Law.Holds(
            seed =>
            {
                var tape = PaperTape
                    .Random(seed)
                    .Where(step => step.Kind is not (PaperStepKind.Cancel or PaperStepKind.Flatten))
                    .Select(step => step.Kind == PaperStepKind.Enter ? step with { Lots = 1, Price = 0 } : step)
                    .ToArray();
                var play = new GhostPlay(new PaperOptions { GhostsMax = 500, GhostEntryWaitMillis = 60_000 });
                play.Play(tape);
                var alone = new List<PaperTrip>();
                foreach (var id in tape.Where(step => step.Kind == PaperStepKind.Enter).Select(step => step.Id))
                {
                    var run = new PaperRun();
                    foreach (var step in tape)
                    {
                        if (step.Kind != PaperStepKind.Enter || step.Id == id)
                            run.Play(step);
                        else
                            run.Pass();
                    }

                    alone.AddRange(run.Trips);
                    alone.AddRange(run.QueueTrips);
                }

                Assert.That(
                    play.Ended.Select(ghost => ghost.Trip with { SignalId = 0 }),
                    Is.EquivalentTo(alone.Select(trip => trip with { SignalId = 0 }))
                );
            },
            seeds: 40
        );

    [Test]
    public void Each_gate_has_the_price_of_what_it_refused_with_its_sample_size()
    {
        var play = new GhostPlay();
        play.Play(Book([new(999, 50)], [new(1_000, 50)]));
        play.Born(1, isLong: true, Spread);
        play.Born(2, isLong: false, SpreadAndLoss);
        play.Born(3, isLong: true, default);
        // 17 up: the two longs win 16 ticks, the short has lost 8 on the way (bought back at 1,017).
        play.Play(Trade(1_017, 5, isBuy: true), Book([new(1_016, 50)], [new(1_017, 50)]));
        var (won, lost) = (20_000 - 430, (-18 * 1_250) - 430);
        Assert.Multiple(() =>
        {
            Assert.That(play.Book.Price(RiskCode.Spread) is { Count: 2, Winners: 1, LotTicks: -2 });
            Assert.That(
                play.Book.Price(RiskCode.Spread).Profit,
                Is.EqualTo(new SlippageCents(won + lost, won + lost - 1_250, won + lost - 2_500))
            );
            Assert.That(play.Book.Price(RiskCode.Spread).MeanCents(0), Is.EqualTo((won + lost) / 2.0));
            Assert.That(play.Book.Price(RiskCode.Spread, LimitRule.Queue).Count, Is.EqualTo(2));
            Assert.That(play.Book.Price(RiskCode.Spread, isAlone: true) is { Count: 1, LotTicks: 16 });
            Assert.That(play.Book.Price(RiskCode.DailyLoss).Profit.Zero, Is.EqualTo(lost));
            Assert.That(play.Book.Price(RiskCode.DailyLoss, isAlone: true).Count, Is.Zero);
            Assert.That(play.Book.Approved() is { Count: 1, LotTicks: 16 });
            Assert.That(play.Book.Price(RiskCode.Halted).MeanCents(0), Is.NaN, "no sample, no price");
            Assert.That(play.Ended, Has.Count.EqualTo(6), "three ghosts by either rule");
        });
    }

    [Test]
    public void A_ghost_leaves_at_the_market_at_the_close()
    {
        var play = new GhostPlay();
        play.Play(Book([new(999, 50)], [new(1_000, 50)]));
        play.Born(1, isLong: true, Spread);
        play.Play(Book([new(1_003, 50)], [new(1_004, 50)]));
        play.Close();
        Assert.That(play.Ended[0].Trip is { LotTicks: 3, MarketLots: 1 });
        Assert.That(play.Book.Open, Is.Zero);
    }

    [Test]
    public void A_ghost_that_no_sound_book_lets_in_has_no_price()
    {
        var play = new GhostPlay(new PaperOptions { GhostEntryWaitMillis = 2 });
        play.Born(1, isLong: true, default);
        play.Play(Trade(1_000, 1, isBuy: true), Trade(1_000, 1, isBuy: true), Trade(1_000, 1, isBuy: true), Trade(1_000, 1, isBuy: true));
        play.Play(Book([new(999, 50)], [new(1_000, 50)]), Trade(900, 1, isBuy: false));
        Assert.That(play.Ended, Is.Empty);
        Assert.That(play.Book is { Open: 0, Lost: 1, NotOpened: 0 });
    }

    [Test]
    public void Fault_08_Ghosts_that_were_open_when_trades_were_lost_have_no_price()
    {
        var play = new GhostPlay();
        play.Play(Book([new(999, 50)], [new(1_000, 50)]));
        play.Born(1, isLong: true, default);
        play.Book.Lose();
        play.Play(Trade(1_050, 1, isBuy: true));
        Assert.That(play.Ended, Is.Empty);
        Assert.That(play.Book is { Open: 0, Lost: 1 });
    }

    [Test]
    public void No_more_ghosts_are_open_than_allowed_and_the_others_are_counted()
    {
        var play = new GhostPlay(new PaperOptions { GhostsMax = 2 });
        play.Play(Book([new(999, 50)], [new(1_000, 50)]));
        for (var id = 1UL; id <= 5; id++)
            play.Born(id, isLong: true, default);
        Assert.That(play.Book is { Open: 2, NotOpened: 3 });
    }

    [Test]
    public void Fault_45_Ghosts_and_prices_that_were_saved_and_loaded_go_on_as_they_were()
    {
        var (whole, carried) = (new GhostPlay(), new GhostPlay());
        foreach (var play in new[] { whole, carried })
        {
            play.Play(Book([new(999, 50)], [new(1_000, 50)]));
            play.Born(1, isLong: true, Spread);
            play.Play(Trade(980, 1, isBuy: false), Book([new(979, 50)], [new(980, 50)]));
            play.Born(2, isLong: true, SpreadAndLoss);
        }

        var writer = new CarryWriter();
        carried.Book.Save(writer);
        carried.Book = new GhostBook(new PaperOptions { FeeCentsASide = 0 });
        var reader = new CarryReader(writer.Written);
        carried.Book.Load(ref reader);
        reader.End();
        foreach (var play in new[] { whole, carried })
            play.Play(Book([new(979, 50)], [new(980, 50)]), Trade(997, 1, isBuy: true));
        Assert.That(carried.Ended, Is.EqualTo(whole.Ended).And.Count.EqualTo(4));
        Assert.That(carried.Book.Price(RiskCode.Spread), Is.EqualTo(whole.Book.Price(RiskCode.Spread)));
        Assert.That(carried.Book.Price(RiskCode.Spread).Count, Is.EqualTo(2));
    }

    [Test]
    public void A_code_that_no_set_can_hold_is_refused() =>
        Assert.That(() => default(RefusalSet).With((RiskCode)64), Throws.TypeOf<ArgumentOutOfRangeException>());

    private sealed class GhostPlay(PaperOptions? options = null)
    {
        private readonly BookSnapshot _levels = new();
        private long _step;

        public GhostBook Book { get; set; } = new(options ?? new PaperOptions());

        public List<GhostTrade> Ended { get; } = [];

        private UnixNanos Now => UnixNanos.Trusted(_step * UnixNanos.PerMilli);

        public void Born(ulong id, bool isLong, RefusalSet refusedBy, int stopTicks = 8, int targetTicks = 16)
        {
            var sign = isLong ? 1 : -1;
            var born = new Decision
            {
                SignalId = id,
                Direction = isLong ? Direction.Long : Direction.Short,
                Reference = PriceTicks.Trusted(Reference),
                Stop = PriceTicks.Trusted(Reference - (sign * stopTicks)),
                Target = PriceTicks.Trusted(Reference + (sign * targetTicks)),
            };
            Book.Begin(born, refusedBy, Now);
        }

        public void Close()
        {
            Book.Advance(Now);
            Book.Close(Now);
            Ended.AddRange(Book.Ended);
        }

        public void Play(params ReadOnlySpan<PaperStep> steps)
        {
            foreach (var step in steps)
            {
                _step++;
                Book.Advance(Now);
                switch (step.Kind)
                {
                    case PaperStepKind.Trade:
                        Book.Traded(PaperRun.Trade(step, Now), Now);
                        break;
                    case PaperStepKind.Book:
                        PaperRun.Refill(_levels, step);
                        Book.BookChanged(_levels, Now);
                        break;
                    case PaperStepKind.LoseBook:
                        Book.LoseBook();
                        break;
                    default:
                        Born(step.Id, step.IsBuy, default, step.StopTicks, step.TargetTicks);
                        break;
                }

                Ended.AddRange(Book.Ended);
            }
        }
    }
}
