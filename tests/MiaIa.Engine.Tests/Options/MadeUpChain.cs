using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.NaiveOptions;
using NodaTime;

namespace MiaIa.Engine.Tests.Options;

/// <summary>Chains made of a seed, with everything that a real one lacks: quotes, volatilities, open interest.</summary>
internal sealed class MadeUpChain(int seed)
{
    public const double Spot = 5003.7;

    private static readonly LocalDate Today = new(2024, 3, 4);

    private readonly Random _random = new(seed);

    /// <summary>11:00 New York of a Monday.</summary>
    public static UnixNanos Now { get; } = NewYorkTime.At(Today, new LocalTime(11, 0));

    public static double NowSeconds => Now.Value / (double)UnixNanos.PerSecond;

    /// <summary>Whether the quotes are of lines, as old and beside such an index as lines may be, and not of one table.</summary>
    public bool HasLines { get; init; }

    /// <summary>Share of volatilities, of quotes and of open interest that are missing.</summary>
    public double MissingShare { get; init; } = 0.3;

    public IReadOnlyList<NaiveContract> Contracts()
    {
        var contracts = new List<NaiveContract>();
        foreach (var days in new[] { -1, 0, 1, 3, 11, 11, 40, 120 })
        {
            var root = contracts.Count > 0 && contracts[^1].Date == Today.PlusDays(days) ? "SPX" : "SPXW";
            // Some expiries have hardly any fresh volatility and must borrow one; some have no two-sided quote.
            var (fresh, quoted) = (_random.Next(3) == 0 ? 0.05 : 1 - MissingShare, _random.Next(4) == 0 ? 0 : 1 - MissingShare);
            for (var strike = 4500.0; strike <= 5500; strike += _random.Next(1, 4) * 25)
            {
                contracts.Add(ContractOf(root, Today.PlusDays(days), strike, true, fresh, quoted));
                contracts.Add(ContractOf(root, Today.PlusDays(days), strike, false, fresh, quoted));
            }
        }
        return contracts;
    }

    private NaiveContract ContractOf(string root, LocalDate date, double strike, bool isCall, double fresh, double quoted)
    {
        var settles = OptionSettlement.From(root, date).Value / (double)UnixNanos.PerSecond;
        var intrinsic = Math.Max((isCall ? 1 : -1) * (Spot * 1.001 - strike), 0);
        var value = intrinsic + 12 * Math.Exp(-Math.Abs(strike - Spot) / 80);
        return new NaiveContract(root, date, settles, strike, isCall)
        {
            IsOfTable = !HasLines,
            QuoteAtSeconds = HasLines ? NowSeconds - _random.Next(290, 304) : NowSeconds,
            QuoteSpot =
                !HasLines ? Spot
                : _random.Next(10) == 0 ? null
                : Spot * (1 + (0.00025 * _random.NextDouble())),
            Volatility =
                _random.NextDouble() < fresh
                    ? 0.08 + (_random.NextDouble() * 0.2)
                    : _random.Next(3) switch
                    {
                        0 => 0,
                        1 => 7,
                        _ => 0.2,
                    },
            VolatilityAtSeconds = NowSeconds - (_random.NextDouble() < fresh ? 300 : 301),
            OpenInterest = _random.NextDouble() < MissingShare ? null : _random.Next(0, 5000),
            Volume = _random.Next(0, 500),
            Bid = _random.NextDouble() < quoted ? value - 0.3 : 0,
            Ask = _random.NextDouble() < 0.9 ? value + 0.3 : value - 0.4,
        };
    }
}
