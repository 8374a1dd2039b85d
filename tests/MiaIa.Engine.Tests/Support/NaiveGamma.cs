using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.NaiveOptions;

namespace MiaIa.Engine.Tests.Support;

/// <summary>
/// gamma_levels_proximity once more, from the list of events and the words of the design: chain, walls with their memory, basis, regime,
/// nothing that slides. Zero gamma is handed to the score, because a crossing is only known to a tolerance; it is compared on its own.
/// </summary>
internal sealed class NaiveGamma(double tick = 0.25)
{
    private readonly List<OptionTapeEvent> _tape = [];
    private readonly Dictionary<(string, NodaTime.LocalDate, double, bool), NaiveContract> _contracts = [];
    private readonly Dictionary<string, List<(double From, double Strike)>> _levels = [];
    private IReadOnlyList<double>? _crossings;
    private readonly Dictionary<(string, NodaTime.LocalDate), double> _carries = [];
    private int? _liveCount;
    private bool _wasCovered,
        _isDue;
    private NodaTime.LocalDate? _morning;
    private double _freshSeconds = 300;

    /// <summary>The chain at the last minute mark, and the spot then.</summary>
    public NaiveChain? Chain { get; private set; }

    public NaiveLevels? All { get; private set; }

    /// <summary>The crossing of the last minute's fit nearest to spot, in ticks as of the last whole second; NaN when there is none.</summary>
    public double ZeroGammaTicks
    {
        get
        {
            var second = _tape[^1].Millis / 1_000 * 1_000;
            var basis = Basis(second)!.Value;
            var spot = (LastPrice(second)!.Value * tick) - basis;
            _crossings ??= All!.Crossings();
            return _crossings.Count == 0 ? double.NaN : (_crossings.MinBy(c => Math.Abs(c - spot)) + basis) / tick;
        }
    }

    public double Fresh
    {
        set => _freshSeconds = value;
    }

    /// <summary>Takes an event; minute marks before it are worked through first.</summary>
    public void Take(OptionTapeEvent e)
    {
        var mark = e.Millis / 60_000 * 60_000;
        if (_tape.Count > 0 && _tape[^1].Millis < mark && _contracts.Count > 0 && Basis(mark) is { } basis && LastPrice(mark) is { } price)
            Fit(mark / 1e3, (price * tick) - basis);
        _tape.Add(e);
        foreach (var c in e.Contracts ?? [])
        {
            // The quote of a line: of now, beside the index as this instrument knows it.
            var seen = c.IsOfTable ? c : c with { QuoteAtSeconds = e.Millis / 1e3, QuoteSpot = Spot() };
            _contracts[(c.Root, c.Date, c.Strike, c.IsCall)] = seen;
        }
    }

    private double? Spot() =>
        Basis(long.MaxValue) is { } basis && LastPrice(long.MaxValue) is { } price
            ? (price * tick) - basis
            : _tape.LastOrDefault(e => e.Print is { Index: IndexSymbol.Spx })?.Print!.Value.Points;

    /// <summary>The future less the index, as it stood before a moment: null before the first full window.</summary>
    public double? Basis(long before)
    {
        var prints = _tape.Where(e => e.Millis < before && e.Print is { Index: IndexSymbol.Spx }).ToList();
        for (var last = prints.Count - 1; last >= 0; last--)
        {
            var window = prints.Where(p => p.Millis <= prints[last].Millis && p.Millis > prints[last].Millis - 60_000).ToList();
            if (window.Count < 10)
                continue;
            var differences = window.Select(p => Mid(p) - p.Print!.Value.Points).Order().ToList();
            return (differences[(differences.Count - 1) / 2] + differences[differences.Count / 2]) / 2;
        }

        return null;
    }

    public double Score(double zeroGammaTicks)
    {
        var now = _tape[^1].Millis;
        var second = now / 1_000 * 1_000;
        var price = (double)LastPrice(long.MaxValue)!.Value;
        var basis = Basis(long.MaxValue)!.Value;
        var placed = Basis(second)!.Value; // Levels moved to their ticks at the whole second.
        var spot = (price * tick) - basis;
        var low = Math.Floor(spot);
        var h = Math.Clamp(((Ratio(low) * (low + 1 - spot)) + (Ratio(low + 1) * (spot - low))) / 0.10, -1, 1);
        var (u, v) = (Math.Max(h, 0), Math.Max(-h, 0));
        var vix = _tape.Last(e => e.Print is { Index: IndexSymbol.Vix }).Print!.Value.Points;
        var radius = Math.Clamp(0.20 * spot * vix / 100 / Math.Sqrt(252) / tick, 8, 80);
        double Sum(string level, Func<double, double> of) =>
            Weights(level, second / 1e3).Sum(s => s.Weight * of((s.Strike + placed) / tick));
        double Near(string level) => Sum(level, l => Math.Max(0, 1 - (Math.Abs(price - l) / radius)));
        var call = Math.Max(Near("call"), Near("call first"));
        var put = Math.Max(Near("put"), Near("put first"));
        var earlier = LastPrice(second - 300_000)!.Value;
        var m = Math.Clamp((price - earlier) / (2 * Atr(now) * Math.Sqrt(5)), -1, 1);
        var w = (u * (put - call)) + (v * m * Math.Max(put, call));
        var z = 0.0;
        if (!double.IsNaN(zeroGammaTicks))
        {
            var distance = price - zeroGammaTicks;
            z = Math.Clamp(distance / radius, -1, 1) * Math.Max(0, 1 - (Math.Max(0, Math.Abs(distance) - radius) / (4 * radius)));
        }

        var a = -u * Sum("absolute", l => Math.Clamp((price - l) / radius, -1, 1) * Math.Max(0, 1 - (Math.Abs(price - l) / (3 * radius))));
        return Math.Clamp((0.65 * w) + (0.25 * z) + (0.10 * a), -1, 1);
    }

    private double Ratio(double spot) => All!.GrossAt(spot) is > 0 and var gross ? All.NetAt(spot) / gross : 0;

    private int? LastPrice(long before) => _tape.LastOrDefault(e => e.Price > 0 && e.Millis < before)?.Price;

    private double Mid(OptionTapeEvent print)
    {
        var (bid, ask) = _tape.Last(e => e.Millis <= print.Millis && e.Book is not null).Book!.Value;
        return (bid + ask) * tick / 2;
    }

    private double Atr(long now)
    {
        var bars = _tape
            .Where(e => e.Price > 0 && e.Millis < now / 60_000 * 60_000)
            .GroupBy(e => e.Millis / 60_000)
            .OrderBy(g => g.Key)
            .Select(g => (High: g.Max(e => e.Price), Low: g.Min(e => e.Price), Close: g.Last().Price))
            .ToList();
        var ranges = bars.Select(
                (b, i) => i == 0 ? b.High - b.Low : (double)(Math.Max(b.High, bars[i - 1].Close) - Math.Min(b.Low, bars[i - 1].Close))
            )
            .ToList();
        var atr = ranges.Take(14).Average();
        foreach (var range in ranges.Skip(14))
            atr = ((atr * 13) + range) / 14;
        return Math.Max(2, atr);
    }

    private void Fit(double now, double spot)
    {
        Chain = new NaiveChain([.. _contracts.Values], now, spot, _freshSeconds, _carries);
        if (Chain.Live.Count == 0)
            return;
        var firstDate = Chain.Live.Min(e => e.Date);
        var isFree = IsFreeChoice(now);
        All = new NaiveLevels(Chain, Chain.Contracts, spot);
        _crossings = null;
        var first = new NaiveLevels(Chain, Chain.Contracts.Where(c => c.Date == firstDate), spot);
        Hold("call", All, s => s.Net, All.CallWall, now, isFree);
        Hold("put", All, s => -s.Net, All.PutWall, now, isFree);
        Hold("absolute", All, s => s.Gross, All.AbsoluteGamma, now, isFree);
        Hold("call first", first, s => s.Net, first.CallWall, now, isFree);
        Hold("put first", first, s => -s.Net, first.PutWall, now, isFree);
    }

    /// <summary>Until the coverage suffices and when it does, at 09:29, when something has settled; if it does not suffice then, once it does.</summary>
    private bool IsFreeChoice(double now)
    {
        var isCovered = Chain!.Coverage().Supported >= 0.80;
        var hasSettled = _liveCount is { } before && before != Chain.Live.Count;
        _liveCount = Chain.Live.Count;
        var local = NewYorkTime.From(NaiveContract.MomentOf(now));
        var isMorning = local.TimeOfDay >= new NodaTime.LocalTime(9, 29) && _morning != local.Date;
        _morning = isMorning ? local.Date : _morning;
        _isDue |= hasSettled || isMorning || !_wasCovered;
        var isChosen = _isDue && isCovered;
        _isDue &= !isChosen;
        _wasCovered |= isChosen;
        return isChosen || hasSettled || !_wasCovered;
    }

    /// <summary>An incumbent gives way to one at least a tenth stronger, or when its own strength is gone.</summary>
    private void Hold(
        string name,
        NaiveLevels levels,
        Func<(double Strike, double Net, double Gross), double> strength,
        double? strongest,
        double now,
        bool isFree
    )
    {
        var history = _levels.TryGetValue(name, out var known) ? known : _levels[name] = [];
        if (isFree || history.Count == 0)
        {
            history.Clear();
            if (strongest is { } chosen)
                history.Add((double.NegativeInfinity, chosen));
            return;
        }

        var own = levels.ByStrike.Where(s => s.Strike == history[^1].Strike).Select(strength).FirstOrDefault();
        var best = levels.ByStrike.Where(s => s.Strike == strongest).Select(strength).FirstOrDefault();
        if (strongest is { } other && other != history[^1].Strike && (own <= 0 || best >= own * 1.10))
            history.Add((now, other));
    }

    /// <summary>Each replacement takes over within 30 minutes what those before had left; at most four strikes share a level.</summary>
    private List<(double Strike, double Weight)> Weights(string level, double now)
    {
        var weights = new List<(double Strike, double Weight)>();
        foreach (var (from, strike) in _levels.GetValueOrDefault(level, []))
        {
            var index = _levels[level].FindIndex(l => l.From == from);
            var until = index + 1 < _levels[level].Count ? _levels[level][index + 1].From : now;
            var arrived = double.IsNegativeInfinity(from) ? 1 : Math.Clamp((until - from) / 1800, 0, 1);
            weights.RemoveAll(w => w.Weight == 0);
            if (weights.Count == 4)
                weights.Remove(weights.MinBy(w => w.Weight));
            var left = weights.Sum(w => w.Weight);
            weights = [.. weights.Select(w => (w.Strike, w.Weight / left * (1 - arrived))), (strike, arrived)];
        }

        return weights;
    }
}
