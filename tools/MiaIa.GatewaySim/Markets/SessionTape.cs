using MiaIa.Engine.Market;
using MiaIa.SierraFiles;

namespace MiaIa.GatewaySim.Markets;

/// <summary>The last price in each second of a recorded ES session.</summary>
internal sealed class SessionTape
{
    private const int SecondsMax = 8 * 24 * 3600;
    private readonly double[] _prices;

    private SessionTape(UnixNanos start, double[] prices)
    {
        Start = start;
        _prices = prices;
    }

    /// <summary>The moment of the first trade.</summary>
    public UnixNanos Start { get; }

    /// <summary>The first second's last price, in points.</summary>
    public double FirstPrice => _prices[0];

    /// <summary>Reads a .scid file.</summary>
    /// <exception cref="SierraFileException">It is none, holds no trade, or its prices are not those of its symbol.</exception>
    public static SessionTape Read(string path)
    {
        var instrument =
            InstrumentPrices.OfFile(path)
            ?? throw new SierraFileException(
                path,
                "the symbol is not one of ES, MES, NQ, MNQ; name the file after its symbol, e.g. ESH24_FUT_CME.scid"
            );
        using var file = SierraFormats.Scid.Open(path);
        var trades = new TradeScreen(file, instrument);
        var prices = new List<double>();
        long firstMicros = 0;
        while (trades.TryNext())
        {
            if (prices.Count == 0)
                firstMicros = trades.Record.SierraMicros;
            var points = trades.PriceTicks * instrument.TickSizePoints;
            // A feed reorders milliseconds: a trade from before the first one counts in its second.
            var second = Math.Max(0, (trades.Record.SierraMicros - firstMicros) / 1_000_000);
            if (second >= SecondsMax)
                throw new SierraFileException(path, $"a trade lies {second} s from the first one: one session is wanted");
            while (prices.Count <= second)
                prices.Add(prices.Count == 0 ? points : prices[^1]);
            prices[(int)second] = points;
        }
        if (prices.Count == 0 || !UnixNanos.TryCreate(SierraTime.ToUnixNanos(firstMicros), out var start))
            throw new SierraFileException(path, "holds no trade");
        return new SessionTape(start, [.. prices]);
    }

    /// <summary>The price so long after the first trade; the last one for ever.</summary>
    public double PriceAt(TimeSpan elapsed) => _prices[(int)Math.Clamp(elapsed.TotalSeconds, 0, _prices.Length - 1)];
}
