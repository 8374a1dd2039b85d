using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using MiaIa.V1;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>The lines that always stream: SPX for the basis, VIX and VXN, QQQ. What they say is handed on when it is news.</summary>
internal sealed class IndexLines(ChainPublisher publisher, FeedStatusPublisher condition, Action<Underlying, double> printed)
{
    private const long PriceStampMaxNanos = 60 * UnixNanos.PerSecond,
        VolatilityStampMaxNanos = 900 * UnixNanos.PerSecond;

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

    private readonly Dictionary<int, IndexValue> _byLine = [];
    private LocalDate _bell;

    /// <summary>SPX.</summary>
    public IndexValue Spx { get; } = new(Underlying.Spx, PriceStampMaxNanos);

    public void Begin(IClientRequests requests)
    {
        foreach (var (underlying, contract) in All)
        {
            var isVolatility = underlying is Underlying.Vix or Underlying.Vxn;
            var value =
                underlying == Underlying.Spx
                    ? Spx
                    : new IndexValue(underlying, isVolatility ? VolatilityStampMaxNanos : PriceStampMaxNanos);
            _byLine.Add(requests.Subscribe(new MarketDataSubscription(contract)), value);
        }
    }

    /// <summary>Whose line it is; null when it is none of these.</summary>
    public Underlying? OwnerOf(int line) => _byLine.TryGetValue(line, out var value) ? value.Underlying : null;

    public void OnAsked(int line)
    {
        if (_byLine.TryGetValue(line, out var value))
            value.Begin();
    }

    public void OnPrice(int line, in TickPrice tick, UnixNanos now, IClientRequests requests)
    {
        var value = _byLine[line];
        if (tick.Type != TickType.Last)
        {
            value.OnOther(tick);
            return;
        }

        var isOpen = RegularHours.Cover(now);
        Ring(isOpen, now);
        var points = tick.Price is { } price && double.IsFinite(price) ? price : double.NaN;
        var isVolatility = value.Underlying is Underlying.Vix or Underlying.Vxn;
        if (isVolatility ? !Judge(value.Underlying, points, now, requests) : points is not (> 0 and <= 1_000_000))
            return;
        if (value.OnLast(points, isOpen, now) is { } at)
            Print(value, at, now);
        // Before the bell nothing prints, and the last close is where the lines of the options have to be.
        else if (!isOpen && value.NewsAt.Value == 0 && !isVolatility)
            printed(value.Underlying, points);
    }

    public void OnTimestamp(int line, long unixSeconds, UnixNanos now)
    {
        if (_byLine.TryGetValue(line, out var value) && value.OnStamp(unixSeconds, now) is { } at)
            Print(value, at, now);
    }

    private void Print(IndexValue value, UnixNanos at, UnixNanos now)
    {
        condition.OnNews(value.Underlying, now);
        publisher.Print(value.Underlying, value.Points, at.Micros);
        printed(value.Underlying, value.Points);
    }

    /// <summary>The first value of SPX after the bell can be yesterday's close: it is taken as an answer, whatever the line said before.</summary>
    private void Ring(bool isOpen, UnixNanos now)
    {
        if (!isOpen || NewYorkTime.From(now).Date is var today && today == _bell)
            return;
        _bell = today;
        Spx.Begin();
    }

    /// <summary>A value that cannot be true, or none, is withheld, and its index is down until one comes that can.</summary>
    private bool Judge(Underlying underlying, double percent, UnixNanos now, IClientRequests requests)
    {
        var isPlausible = SeedChecks.IsPlausible(percent);
        var fault = isPlausible
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{(double.IsNaN(percent) ? "no value" : percent)} is not within {SeedChecks.VolatilityIndexMin} to {SeedChecks.VolatilityIndexMax}"
            );
        SeedChecks.Tell(requests, fault, underlying.ToString());
        condition.OnFault(underlying, fault, now);
        return isPlausible;
    }
}
