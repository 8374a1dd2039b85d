using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using MiaIa.V1;

namespace MiaIa.Ibkr.Planning;

/// <summary>The lines that always stream: SPX for the basis, VIX and VXN, QQQ.</summary>
internal sealed class IndexLines(ChainPublisher publisher, Action<Underlying, double> printed)
{
    /// <summary>Volatility of the S&amp;P 500.</summary>
    public static Contract Vix { get; } =
        new()
        {
            ConId = 13455763,
            Symbol = "VIX",
            SecurityType = "IND",
            Exchange = "CBOE",
        };

    /// <summary>Volatility of the Nasdaq-100; IBKR's number is not known here.</summary>
    public static Contract Vxn { get; } =
        new()
        {
            Symbol = "VXN",
            SecurityType = "IND",
            Exchange = "CBOE",
        };

    private static readonly (Underlying Underlying, Contract Contract)[] All =
    [
        (
            Underlying.Spx,
            new Contract
            {
                ConId = 416904,
                Symbol = "SPX",
                SecurityType = "IND",
                Exchange = "CBOE",
            }
        ),
        (Underlying.Vix, Vix),
        (Underlying.Vxn, Vxn),
        (
            Underlying.Qqq,
            new Contract
            {
                ConId = 320227571,
                Symbol = "QQQ",
                SecurityType = "STK",
                Exchange = "SMART",
                PrimaryExchange = "NASDAQ",
            }
        ),
    ];

    private readonly Dictionary<int, Underlying> _byLine = [];
    private readonly HashSet<Underlying> _implausible = [];

    public void Begin(IClientRequests requests)
    {
        foreach (var (underlying, contract) in All)
            _byLine.Add(requests.Subscribe(new MarketDataSubscription(contract)), underlying);
    }

    /// <summary>Whose line it is; null when it is none of these.</summary>
    public Underlying? OwnerOf(int line) => _byLine.TryGetValue(line, out var underlying) ? underlying : null;

    public void OnPrice(int line, in TickPrice tick, UnixNanos now, IClientRequests requests)
    {
        if (tick.Type != TickType.Last || tick.Price is not (> 0 and <= 1_000_000))
            return;
        var underlying = _byLine[line];
        var points = tick.Price.Value;
        if (underlying is Underlying.Vix or Underlying.Vxn && !Judge(underlying, points, now, requests))
            return;
        publisher.Print(underlying, points, now.Micros);
        printed(underlying, points);
    }

    /// <summary>A value that cannot be true is withheld, and its index is down until one comes that can.</summary>
    private bool Judge(Underlying underlying, double percent, UnixNanos now, IClientRequests requests)
    {
        var isPlausible = SeedChecks.IsPlausible(percent);
        var fault = isPlausible
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{percent} is not within {SeedChecks.VolatilityIndexMin} to {SeedChecks.VolatilityIndexMax}"
            );
        SeedChecks.Tell(requests, fault, underlying.ToString());
        if (!isPlausible && _implausible.Add(underlying))
            publisher.Tell(underlying, OptionFeedCondition.Down, fault, now.Micros);
        if (isPlausible && _implausible.Remove(underlying))
            publisher.Tell(underlying, OptionFeedCondition.Up, "plausible again", now.Micros);
        return isPlausible;
    }
}
