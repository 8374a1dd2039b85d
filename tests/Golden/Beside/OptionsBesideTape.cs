using Golden.Noise;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay;
using MiaIa.V1;

namespace Golden.Beside;

/// <summary>
/// Stands a chain beside a tape that is replayed: the chain once, then each second the index at a constant basis and a few options that
/// traded, each minute the volatility index. What trades is noise of a seed; the tape is not touched.
/// </summary>
internal sealed class OptionsBesideTape : IReplayListener
{
    private const ulong Epoch = 1;
    private const int TradedASecond = 6;
    private const int LotsMax = 400;
    private const double SizeExponent = 1.35;
    private const double TradedWidth = 0.01;
    private const int TradedExpiries = 3;

    private readonly EngineState _step;
    private readonly IReplayListener _next;
    private readonly OptionSource _source;
    private NoiseRandom? _random;
    private readonly Hello _hello;
    private uint[] _lots = [];
    private uint[] _traded = [];
    private ulong _listing;
    private bool _hasBegun;

    /// <param name="step">The cores that are played.</param>
    /// <param name="source">Where the options are said to come from; the study is labelled alike.</param>
    /// <param name="next">Takes what the replay tells.</param>
    public OptionsBesideTape(EngineState step, OptionSource source, IReplayListener next)
    {
        (_step, _source, _next) = (step, source, next);
        _hello = new Hello
        {
            Instrument = "ES",
            Contract = "ES",
            Label = source == OptionSource.Synthetic ? "SYNTHETIC" : "REPLAY",
        };
    }

    /// <summary>The chain, as it stands at the tape's first second.</summary>
    public required Func<UnixNanos, IReadOnlyList<OptionInput>> ChainAt { get; init; }

    /// <summary>Future less index, in points.</summary>
    public required double BasisPoints { get; init; }

    /// <summary>VIX in percent at the first minute; it moves by a few hundredths.</summary>
    public required double VolatilityPercent { get; init; }

    /// <summary>Seed of what trades.</summary>
    public required ulong TradesSeed { get; init; }

    /// <summary>Whether the index is printed beside this tape: not at night.</summary>
    public required bool IsIndexPrinted { get; init; }

    /// <summary>Inputs told so far.</summary>
    public long Told { get; private set; }

    /// <summary>
    /// Before the tape: attaches the labelled study, and shows the index against a book for a minute of an earlier regular session where
    /// the tape itself has none, so that a basis stands.
    /// </summary>
    public void Begin(UnixNanos? basisFrom, int bidTicks)
    {
        var core = _step.Instruments[0].Core;
        if (basisFrom is not { } from)
        {
            _step.Attach(Epoch, _hello, 1);
            return;
        }

        _step.Attach(Epoch, _hello, from.Value);
        var book = new BookSnapshot();
        book.TryAddBid(new BookLevel(PriceTicks.Trusted(bidTicks), Contracts.Trusted(10), 1));
        book.TryAddAsk(new BookLevel(PriceTicks.Trusted(bidTicks + 1), Contracts.Trusted(10), 1));
        for (var second = 0; second < 60; second++)
        {
            var at = UnixNanos.Trusted(from.Value + (second * UnixNanos.PerSecond));
            core.Process(MarketEvent.BookChanged(at, at, book));
            Tell(OptionWords.Print(Underlying.Spx, ((bidTicks + 0.5) / 4) - BasisPoints, at, _source), at);
        }
    }

    public void Looked(InstrumentEngine instrument)
    {
        var at = UnixNanos.Trusted(instrument.Core.Now.Value / UnixNanos.PerSecond * UnixNanos.PerSecond);
        if (!_hasBegun)
            List(at);
        _hasBegun = true;
        var second = at.Value / UnixNanos.PerSecond;
        if (IsIndexPrinted)
            Tell(OptionWords.Print(Underlying.Spx, (instrument.Core.LastPrice.Value * 0.25) - BasisPoints, at, _source), at);
        if (second % 60 == 0 || Told < 10)
            Tell(OptionWords.Print(Underlying.Vix, VolatilityPercent + (second / 60 % 7 * 0.01), at, _source), at);
        Tell(Trades(at), at);
        _next.Looked(instrument);
    }

    public void Progressed(in ReplayProgress progress) => _next.Progressed(progress);

    // The tape's own beginning has attached a study without a label; the labelled one goes on.
    private void List(UnixNanos at)
    {
        _step.Attach(Epoch, _hello, at.Value);
        foreach (var input in ChainAt(at))
            Tell(input, at);
        var chain = _step.Instruments[0].Core.Levels.Analytics!.Chain;
        _listing = _step.Chains.ListingOf(Underlying.Spx);
        _lots = [.. chain.VolumeLots.ToArray().Select(lots => (uint)Math.Max(0, lots))];
        var spot = (_step.Instruments[0].Core.LastPrice.Value * 0.25) - BasisPoints;
        _traded =
        [
            .. Enumerable
                .Range(0, _lots.Length)
                .Where(c => chain.ExpiryOfRow[c / 2] < TradedExpiries && Math.Abs((chain.Strikes[c / 2] / spot) - 1) < TradedWidth)
                .Select(c => (uint)c),
        ];
        Assert.That(_traded, Is.Not.Empty, "no option near the money that could trade");
    }

    private OptionInput Trades(UnixNanos at)
    {
        var random = _random ??= new NoiseRandom(TradesSeed);
        var volume = new OptionLots();
        foreach (var contract in Enumerable.Range(0, TradedASecond).Select(_ => _traded[random.Below(_traded.Length)]).Distinct())
        {
            _lots[contract] += (uint)random.Pareto(SizeExponent, LotsMax);
            volume.Contract.Add(contract);
            volume.Lots.Add(_lots[contract]);
        }

        return new OptionInput
        {
            Update = new OptionChainUpdate
            {
                Underlying = Underlying.Spx,
                Listing = _listing,
                BaseUnixUs = at.Micros,
                Volume = volume,
            },
        };
    }

    private void Tell(OptionInput input, UnixNanos at)
    {
        Assert.That(OptionRules.FirstBroken(input, _step.Chains), Is.Null);
        _step.Apply(input, at.Value);
        Told++;
    }
}
